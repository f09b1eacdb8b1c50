// The smallest allocator that is right and maps its large blocks: submissions
// of this folder that map are this one, changed in one thing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "heaplab/submission.hpp"

class Maps {
 public:
  static constexpr std::size_t large = 64 << 10;

  struct Header {
    std::size_t bytes;
    std::size_t mapped;  // of the whole block; 0: it stands in the heap
  };

  explicit Maps(heaplab::Heap& heap) : heap_(heap) {}

  virtual void* allocate(std::size_t bytes) {
    if (bytes > heap_.mapped_limit()) return nullptr;
    if (bytes >= large)
      return put(heap_.map(pages(bytes)), bytes, pages(bytes));
    return put(heap_.grow(16 + (bytes + 15) / 16 * 16), bytes, 0);
  }

  virtual void deallocate(void* payload) {
    if (payload == nullptr) return;
    Header* block = header(payload);
    if (block->mapped != 0) heap_.unmap(block, block->mapped);
  }

  virtual void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr) return allocate(bytes);
    Header* block = header(payload);
    if (block->mapped != 0 && bytes >= large && bytes <= heap_.mapped_limit())
      return put(heap_.remap(block, block->mapped, pages(bytes)), bytes,
                 pages(bytes));
    void* moved = allocate(bytes);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, payload, std::min(bytes, block->bytes));
    deallocate(payload);
    return moved;
  }

  void* allocate_zeroed(std::size_t bytes) {
    void* payload = allocate(bytes);
    if (payload != nullptr && header(payload)->mapped == 0)
      std::memset(payload, 0, bytes);
    return payload;
  }

 protected:
  static std::size_t pages(std::size_t bytes) {
    return (bytes + sizeof(Header) + heaplab::page_bytes - 1) /
           heaplab::page_bytes * heaplab::page_bytes;
  }
  static Header* header(void* payload) {
    return static_cast<Header*>(payload) - 1;
  }
  static void* put(void* place, std::size_t bytes, std::size_t mapped) {
    if (place == nullptr) return nullptr;
    Header* block = static_cast<Header*>(place);
    *block = {bytes, mapped};
    return block + 1;
  }

  heaplab::Heap& heap_;
};

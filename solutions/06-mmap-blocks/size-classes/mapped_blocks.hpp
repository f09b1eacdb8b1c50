// Long blocks in mappings of their own, as in the reference of this lab:
//
//   | gap | bytes previous next birth | payload ...           |
//   ^ page      header, 32 bytes      ^ n·16     whole pages  ^
//
// The gap is there for alignments above 32 only, and shorter than a page. So
// the mapping begins with the page in which the header is. The blocks are on a
// ring in address order.
#pragma once

#include <algorithm>
#include <cstdint>

#include "allocator.hpp"

namespace size_classes {

struct MappedBlock {
  std::size_t bytes;      // of the whole mapping
  MappedBlock* previous;  // the neighbours in address order, or the anchor
  MappedBlock* next;
  std::size_t birth;  // when it was mapped, on the caller's clock
};

inline std::byte* mapping_of(const MappedBlock* b) {
  return reinterpret_cast<std::byte*>(reinterpret_cast<std::uintptr_t>(b) &
                                      ~(heaplab::page_bytes - 1));
}
inline MappedBlock* mapped_block_of(const void* payload) {
  return static_cast<MappedBlock*>(const_cast<void*>(payload)) - 1;
}
// From the beginning of the mapping to the payload.
inline std::size_t payload_offset(const MappedBlock* b) {
  return static_cast<std::size_t>(reinterpret_cast<const std::byte*>(b + 1) -
                                  mapping_of(b));
}
inline std::size_t usable_bytes(const MappedBlock* b) {
  return b->bytes - payload_offset(b);
}

class MappedBlocks {
 public:
  explicit MappedBlocks(heaplab::Heap& heap) : heap_(heap) {}

  // The mapping is longer at first where the alignment is more than a page's;
  // what lies before and behind is given back.
  void* map(std::size_t alignment, std::size_t bytes, std::size_t birth) {
    using heaplab::page_bytes, heaplab::whole_pages;
    if (std::max(alignment, bytes) > heaplab::largest_request_bytes) {
      return nullptr;
    }
    const std::size_t offset =
        std::clamp(alignment, sizeof(MappedBlock), page_bytes);
    const std::size_t spare = std::max(alignment, page_bytes) - page_bytes;
    const std::size_t kept = whole_pages(offset + bytes);
    auto* start = static_cast<std::byte*>(heap_.map(kept + spare));
    if (start == nullptr) return nullptr;
    if (spare != 0) {
      const std::size_t before =
          (0 - reinterpret_cast<std::uintptr_t>(start + offset)) &
          (alignment - 1);
      if (before != 0) heap_.unmap(start, before);
      start += before;
      if (before != spare) heap_.unmap(start + kept, spare - before);
    }
    MappedBlock* const b = mapped_block_of(start + offset);
    b->bytes = kept;
    b->birth = birth;
    link(b);
    return start + offset;
  }

  void unmap(MappedBlock* b) {
    unlink(b);
    heap_.unmap(mapping_of(b), b->bytes);
  }

  // Returns the payload, perhaps elsewhere, or nullptr: nothing has changed.
  void* resize(MappedBlock* b, std::size_t bytes) {
    const std::size_t offset = payload_offset(b);
    const std::size_t wanted = heaplab::whole_pages(offset + bytes);
    if (wanted == b->bytes) return b + 1;
    void* const start = heap_.remap(mapping_of(b), b->bytes, wanted);
    if (start == nullptr) return nullptr;
    void* const payload = static_cast<std::byte*>(start) + offset;
    b = mapped_block_of(payload);
    unlink(b);
    b->bytes = wanted;
    link(b);
    return payload;
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    for (MappedBlock* b = anchor_.next; b != &anchor_; b = b->next) {
      visitor.visit({mapping_of(b), b->bytes, b + 1, usable_bytes(b), true});
    }
  }

  // What is wrong, nullptr for nothing. A link is followed only if the block
  // before it is sound.
  const char* fault() const {
    std::size_t left = heap_.mapped_bytes();
    const MappedBlock* previous = &anchor_;
    for (MappedBlock* b = anchor_.next; b != &anchor_; b = b->next) {
      if (b->previous != previous) return "a mapped block with a wrong link";
      if (b->bytes % heaplab::page_bytes != 0 || b->bytes > left ||
          b->bytes <= payload_offset(b)) {
        return "a mapped block of an impossible length";
      }
      left -= b->bytes;
      previous = b;
    }
    if (left != 0) return "a mapping that no block owns";
    return anchor_.previous == previous ? nullptr : "a ring with a wrong end";
  }

 private:
  // A system hands mappings out upwards or downwards; so a new one mostly
  // belongs at one end of the ring.
  void link(MappedBlock* b) {
    MappedBlock* next = &anchor_;
    if (anchor_.previous > b) {
      next = anchor_.next;
      while (next < b) next = next->next;
    }
    b->next = next;
    b->previous = next->previous;
    b->previous->next = next->previous = b;
  }
  static void unlink(MappedBlock* b) {
    b->previous->next = b->next;
    b->next->previous = b->previous;
  }

  heaplab::Heap& heap_;
  MappedBlock anchor_{0, &anchor_, &anchor_, 0};
};

}  // namespace size_classes

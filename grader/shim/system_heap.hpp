// The heap of an allocator inside a real program: the kernel's own memory.
//
//   reserved_                       committed_               reserved_ + limit_
//   | begin() ........... end() ... |  addresses only, no memory             |
//
// One range of addresses is reserved once; the heap is its first part. So it
// can grow where it stands, whatever the program maps beside it.
#pragma once

#include <atomic>
#include <cstddef>

#include "heaplab/heap.hpp"

namespace heaplab::shim {

// Constant-initialized, because the first call comes before any constructor.
// Keeps errno. map(), unmap() and remap() may be called by several threads at
// once; grow() and shrink() need a lock of the caller.
class SystemHeap final : public Heap {
 public:
  constexpr SystemHeap() = default;

  // Reserves the addresses: `most_bytes`, or less where the process may not
  // have so many. False when there is no room for a heap at all. Call it once.
  bool reserve(std::size_t most_bytes = std::size_t{1} << 38);

  void* grow(std::size_t bytes) override;
  // The pages that are no longer used go back to the kernel.
  void shrink(std::size_t bytes) override;
  std::byte* begin() const override { return begin_; }
  std::byte* end() const override { return end_; }
  std::size_t limit() const override { return limit_; }

  // mmap, munmap and mremap. Which mappings exist only the kernel knows: a
  // wrong range is noticed here when it is no range of pages at all.
  void* map(std::size_t bytes) override;
  void unmap(void* address, std::size_t bytes) override;
  void* remap(void* address, std::size_t bytes, std::size_t new_bytes) override;
  std::size_t mapped_bytes() const override { return mapped_bytes_; }
  std::size_t mapped_limit() const override;

 private:
  bool commit(std::byte* end);

  std::byte* begin_ = nullptr;
  std::byte* end_ = nullptr;
  std::byte* committed_ = nullptr;  // up to here bytes can be used
  std::size_t limit_ = 0;
  std::atomic<std::size_t> mapped_bytes_ = 0;
};

}  // namespace heaplab::shim

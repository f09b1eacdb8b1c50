// Memory that two processes map: a memfd of a fixed size (memfd_create(2)). It
// has no name in any file system and is gone with its last user.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "support/unique_fd.hpp"

namespace heaplab::judge {

inline std::size_t whole_pages(std::uint64_t bytes) {
  return (bytes + 4095) / 4096 * 4096;
}

class SharedMemory {
 public:
  // `bytes` bytes of zeros, mapped for reading and writing at `address`, or
  // anywhere when it is 0. The size is sealed. Throws GraderError.
  SharedMemory(const char* name, std::size_t bytes, std::uint64_t address = 0);
  ~SharedMemory();
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;

  std::byte* data() const { return data_; }
  std::size_t bytes() const { return bytes_; }
  int fd() const { return fd_.get(); }

  // From now on nobody else can map it writable (F_SEAL_FUTURE_WRITE).
  void seal_against_writers();

  // Bytes of the pages that exist: that someone has touched.
  std::size_t resident_bytes() const;

  // Where the first page at or after `begin` (a page's begin) starts that
  // exists; bytes() when there is none.
  std::size_t first_page(std::size_t begin) const;

  // Calls visit(begin, end) for every row of pages in [begin, end), whole
  // pages, that exist. It may discard them.
  template <typename Visit>
  void visit_pages(std::size_t begin, std::size_t end, Visit&& visit) const {
    for (std::size_t at = first_page(begin); at < end; at = first_page(at)) {
      const std::size_t hole = std::min(first_hole(at), end);
      visit(at, hole);
      if (hole >= end) return;
      at = hole;
    }
  }
  // Where the first page at or after `begin` starts that does not exist.
  std::size_t first_hole(std::size_t begin) const;

  // Makes the pages of [begin, end) zero and non-existent.
  void discard(std::size_t begin, std::size_t end);

 private:
  UniqueFd fd_;
  std::byte* data_ = nullptr;
  std::size_t bytes_ = 0;
};

// An address range of `bytes` bytes that is free here and, as the range is
// chosen far from where programs and libraries lie, in the player too.
// Source of the limits: 39-bit address spaces of AArch64 kernels; the shadow
// memory of AddressSanitizer on x86-64 (below 16 TiB).
std::uint64_t free_heap_address(std::size_t bytes);

// The same, or 0 when there is none.
std::uint64_t find_heap_address(std::size_t bytes);

}  // namespace heaplab::judge

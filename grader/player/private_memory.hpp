// The memory that this process has for itself alone.
#pragma once

#include <cstdint>

#include "support/unique_fd.hpp"

namespace heaplab::player {

// Reads the kernel's accounts and allocates nothing, so that what it counts
// stays as it is.
class PrivateMemory {
 public:
  PrivateMemory();

  // Anonymous pages that exist, in bytes. A page fault since the last call has
  // brought one; exact, by /proc/self/smaps_rollup, whenever the address space
  // has shrunk, and at every 64th call. (/proc/self/statm lags by up to 64
  // pages for each core.)
  std::uint64_t bytes();

 private:
  std::uint64_t exact_bytes() const;
  std::uint64_t address_space_pages() const;

  UniqueFd exact_;
  UniqueFd sizes_;
  std::uint64_t looked_bytes_ = 0;   // as the last look had it,
  std::uint64_t looked_faults_ = 0;  // and the faults so far
  std::uint64_t pages_ = ~std::uint64_t{0};
  unsigned calls_ = 0;  // since the last look
};

}  // namespace heaplab::player

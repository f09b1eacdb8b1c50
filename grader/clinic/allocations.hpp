// What the C library's allocator was asked for by this process.
#pragma once

#include <cstddef>

namespace clinic {

struct Allocations {
  std::size_t count = 0;       // calls that gave a block
  std::size_t live_bytes = 0;  // usable bytes of the blocks that are not freed
  std::size_t peak_bytes = 0;  // the most of them since start_peak()
};

// All zeros where the program is linked without the counting malloc().
Allocations allocations();

// The peak is what is live now.
void start_peak();

}  // namespace clinic

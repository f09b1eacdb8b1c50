// Sizes of frames for the patterns.
#pragma once

#include <cstdint>

#include "trace/random.hpp"

namespace heaplab::trace {

// Locals of a function, in bytes: 16 to 511, small ones more often; one of
// fifty has a buffer of 4 KiB too.
inline std::uint64_t frame_bytes(Random& random) {
  const std::uint64_t octave = std::uint64_t{16} << random.between(0, 4);
  const std::uint64_t bytes = random.between(octave, 2 * octave - 1) & ~7ULL;
  return random.chance(2) ? bytes + 4096 : bytes;
}

}  // namespace heaplab::trace

// Kernel clocks as a number: clock_gettime(2).
#pragma once

#include <time.h>

#include <cstdint>

namespace heaplab {

// Nanoseconds; 0 where the clock does not exist (any more).
inline std::uint64_t clock_ns(clockid_t clock = CLOCK_MONOTONIC) {
  timespec now{};
  if (::clock_gettime(clock, &now) != 0) return 0;
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000u +
         static_cast<std::uint64_t>(now.tv_nsec);
}

}  // namespace heaplab

// What the program heaplab-usage tells about the one that it has run.
#pragma once

#include <cstdint>

namespace heaplab::sandbox {

// Of the process and of all that it waited for.
struct Usage {
  std::uint64_t peak_bytes = 0;  // resident at once in the largest process
  std::uint64_t cpu_ns = 0;      // user and system
};

// heaplab-usage writes it to this descriptor, at the end.
inline constexpr int usage_descriptor = 3;

}  // namespace heaplab::sandbox

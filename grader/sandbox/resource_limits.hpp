// Hard limits of a process: setrlimit(2).
#pragma once

#include <cstdint>

namespace heaplab::sandbox {

struct ResourceLimits {
  std::uint64_t cpu_s = 60;
  std::uint64_t address_space_bytes = 0;  // 0: leave it
  std::uint64_t data_bytes = 0;           // private and writable; 0: leave it
  std::uint64_t file_bytes = 0;           // largest file that it may write
  std::uint64_t stack_bytes = 8u << 20;
  std::uint64_t open_files = 0;  // 0: no new descriptor
};

// Lowers the limits of this process, soft and hard, never raising one; core
// dumps are off. False if one is refused. (New processes are not limited here:
// RLIMIT_NPROC counts a whole user. Where they are forbidden, seccomp does it.)
bool lower_limits(const ResourceLimits& limits);

}  // namespace heaplab::sandbox

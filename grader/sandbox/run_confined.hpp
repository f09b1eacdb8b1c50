// Runs a command of the kit on untrusted input, such as the compiler on a
// submission: it reads and writes named trees only, within limits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace heaplab::sandbox {

struct CommandLimits {
  std::vector<std::filesystem::path> readable;  // read and execute
  std::vector<std::filesystem::path> writable;
  std::uint64_t cpu_s = 20;
  std::uint64_t wall_s = 30;
  std::uint64_t memory_bytes = 2ull << 30;  // address space of each process
  std::uint64_t file_bytes = 64ull << 20;
  std::uint64_t output_bytes = 64ull
                               << 10;  // kept; the rest is read and dropped
};

struct CommandOutcome {
  bool timed_out = false;
  int exit_code = -1;  // -1: ended by `signal`
  int signal = 0;
  std::string output;  // stdout and stderr, as they came
};

// Runs argv[0] (a path) with `environment` ("NAME=value") and no standard
// input. Its whole process group is gone when this returns, and is killed when
// this process dies. Throws GraderError when it cannot be started.
CommandOutcome run_confined(const std::vector<std::string>& argv,
                            const CommandLimits& limits,
                            const std::vector<std::string>& environment);

}  // namespace heaplab::sandbox

// Runs a command of the kit on untrusted input, such as the compiler on a
// submission: it reads and writes named trees only, within limits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sandbox/usage/usage.hpp"

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
  // The rest is for real programs that run on untrusted code.
  std::filesystem::path folder;  // to run in; empty: this one
  std::filesystem::path input;   // standard input; empty: none
  // Private memory that can be written to, in place of memory_bytes where that
  // is 0: some programs reserve addresses by the gigabyte.
  std::uint64_t data_bytes = 0;
  bool isolated = false;  // filter_program(); nothing of it survives
  // Processes and threads that it may start in all, where it is isolated and
  // the kernel lets us count them; 0: any number.
  unsigned most_processes = 0;
  std::filesystem::path usage_program;  // heaplab-usage; empty: not measured
};

struct CommandOutcome {
  bool timed_out = false;
  int exit_code = -1;  // -1: ended by `signal`
  int signal = 0;
  std::string output;               // stdout and stderr, as they came
  bool too_many_processes = false;  // it was ended for it
  Usage usage{};                    // zeros where it was not measured
};

// Runs argv[0] (a path) with `environment` ("NAME=value") and no standard
// input. Its whole process group is gone when this returns, and is killed when
// this process dies. Throws GraderError when it cannot be started.
CommandOutcome run_confined(const std::vector<std::string>& argv,
                            const CommandLimits& limits,
                            const std::vector<std::string>& environment);

}  // namespace heaplab::sandbox

// Runs a program that we trust, with a limit on its time.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace heaplab::grade {

struct Command {
  std::vector<std::string> argv;         // argv[0]: a path, or found in PATH
  std::vector<std::string> environment;  // NAME=value, added to our own
  std::filesystem::path folder;          // to run in; empty: this one
  double wall_s = 30;
  std::size_t output_bytes = 1 << 20;  // of stdout and stderr together
};

struct CommandResult {
  bool timed_out = false;
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;
  std::string output;

  bool succeeded() const { return !timed_out && exit_code == 0; }
};

// The program dies with this process. Throws GraderError when it cannot be
// started.
CommandResult run_command(const Command& command);

}  // namespace heaplab::grade

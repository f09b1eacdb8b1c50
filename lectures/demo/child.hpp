// A part of a demo that may crash, hang or change the process: in a child.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace heaplab::demo {

struct Ending {
  int exit_code = -1;  // -1: a signal ended it
  int signal = 0;      // 0: it exited
  std::string output;  // its stdout and stderr, at most 64 KiB
  bool timed_out = false;

  // "exit 0", "SIGSEGV", "stopped after 2 s"
  std::string in_words() const;
};

// Runs `body` in a forked child without core dumps; its return value is the
// exit code.
Ending run_in_child(const std::function<int()>& body, double seconds = 2);

// Runs a program (argv[0] is looked for in $PATH). Exit code 127: not found.
Ending run_program(const std::vector<std::string>& argv, double seconds = 2);

// The program is in $PATH.
bool has_program(const std::string& name);

}  // namespace heaplab::demo

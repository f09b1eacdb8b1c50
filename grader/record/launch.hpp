// Running a program with the recorder preloaded.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace heaplab::record {

struct Launch {
  std::vector<std::string> command;
  std::filesystem::path library;  // absolute, without spaces and colons
  std::filesystem::path folder;   // for the logs; absolute
  bool children = false;
  std::uint64_t max_events = 0;
};

struct Ended {
  pid_t process = 0;
  int status = 0;  // as waitpid gives it
};

// Waits for the program's end. Throws InputError when it cannot be started.
Ended run_recorded(const Launch& launch);

}  // namespace heaplab::record

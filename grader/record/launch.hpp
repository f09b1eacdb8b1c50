// Running a program with the recorder preloaded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "support/foreground.hpp"

namespace heaplab::record {

struct Launch {
  std::vector<std::string> command;
  std::filesystem::path library;  // absolute, without spaces and colons
  std::filesystem::path folder;   // for the logs; absolute
  bool children = false;
  std::uint64_t max_events = 0;
};

// Waits for the program's end. Throws InputError when it cannot be started.
Ended run_recorded(const Launch& launch);

}  // namespace heaplab::record

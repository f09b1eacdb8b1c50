// Small programs, one memory error each, and what is expected to notice it:
// labs/02-memory-errors/detectors/NAME.cpp. First lines:
//
//   // title: A write past a block
//   // cwe: 122
//   // memcheck: out-of-bounds        a kind of finding (judge/finding.hpp),
//   // asan: out-of-bounds            or nothing
//   // assertions: nothing
//   // native: SIGABRT                how it ends without a detector
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace heaplab::grade {

// What each way of running the program noticed; "nothing" where it ended as a
// sound one does.
struct Noticed {
  std::optional<std::string> memcheck;  // none: Valgrind is not installed
  std::string asan;                     // with UBSan
  std::string assertions;               // of libstdc++
  std::string native;

  bool operator==(const Noticed&) const = default;
};

struct DetectorCase {
  std::string name;  // of the file, without .cpp
  std::filesystem::path source;
  std::string title;
  unsigned cwe = 0;
  Noticed expected;
};

// Throws InputError, with file and line, where the first lines are not as
// above.
DetectorCase read_detector_case(const std::filesystem::path& source);

// All of a folder, by CWE and then by name. Throws InputError, also when there
// is none.
std::vector<DetectorCase> read_detector_cases(
    const std::filesystem::path& folder);

}  // namespace heaplab::grade

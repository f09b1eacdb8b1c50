// The table of error classes and detectors: for a terminal, and in a handout
// between the marks <!-- detectors --> and <!-- /detectors -->.
#pragma once

#include <string>
#include <vector>

#include "grade/detectors/detector_case.hpp"

namespace heaplab::grade {

struct DetectorTable {
  std::string versions;  // of the tools: "g++ 12.2.0 and Valgrind 3.19.0"
  std::vector<DetectorCase> cases;
  std::vector<Noticed> noticed;  // by the cases' order
};

std::string terminal_table(const DetectorTable& table);
std::string markdown_table(const DetectorTable& table);

// The versions that markdown_table() named; empty where there are none.
std::string versions_in(const std::string& markdown);

// What stands between the marks of a text, and the text with `table` there.
// Throw InputError, with `file` in it, when the marks are not there.
std::string between_marks(const std::string& text, const std::string& file);
std::string with_table(const std::string& text, const std::string& table,
                       const std::string& file);

// "NAME.cpp: memcheck: expected out-of-bounds, found nothing", for each that
// differs. What was not run does not.
std::vector<std::string> differences(const DetectorTable& table);

}  // namespace heaplab::grade

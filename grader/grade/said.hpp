// What the kit's half of a program said, apart from what the submission
// printed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "judge/finding.hpp"
#include "sandbox/run_confined.hpp"

namespace heaplab::grade {

// The lines of the kit, key and text; and what the submission printed. All is
// made safe for a terminal.
struct Said {
  std::vector<std::pair<std::string, std::string>> lines;
  std::string output;
};

// The kit's lines are `NONCE KEY TEXT`, with "\n" and "\\" in the text for a
// newline and a backslash.
Said split_output(const std::string& output, const std::string& nonce);

// How a process ended that was to say something: its kind and `actual`.
judge::Finding finding_of_ending(const sandbox::CommandOutcome& outcome);

}  // namespace heaplab::grade

// How a player ended, in words.
#pragma once

#include <cstdint>
#include <string>

#include "judge/finding.hpp"
#include "judge/judge.hpp"
#include "judge/player_process.hpp"

namespace heaplab::judge {

// The finding that a player's end amounts to.
struct EndInWords {
  FindingKind kind;
  std::string actual;
};
EndInWords end_in_words(const PlayerEnd& end, const Limits& limits);

// Lines of the submission that were running when it ended.
std::string end_source(const Submission& submission, const PlayerEnd& end,
                       std::uint64_t load_base, std::uint64_t load_end);

// What a submission printed, with every byte fit for a terminal.
std::string safe_output(const std::string& raw);

}  // namespace heaplab::judge

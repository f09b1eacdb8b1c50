// What one case of an exercise ended with, from the output and the ending of
// its process, none of which is trusted.
#pragma once

#include <cstdint>
#include <string>

#include "judge/finding.hpp"
#include "sandbox/run_confined.hpp"

namespace heaplab::grade {

struct CaseVerdict {
  bool passed = false;
  judge::Finding finding;     // unless it passed
  std::uint64_t address = 0;  // of the code to look up; 0: none
};

// The kit's lines begin with `nonce` and a blank: `verdict`, for a failure
// `rule`, `expected`, `actual`, `step`…, `picture`…, `hint`, `address`, and
// `end`. All else is what the submission printed. A process that leaves no
// verdict, or more than one, has failed by the way it ended.
CaseVerdict read_case_verdict(const sandbox::CommandOutcome& outcome,
                              const std::string& nonce);

}  // namespace heaplab::grade

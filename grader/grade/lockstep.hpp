// The correctness of every trace.
#pragma once

#include <vector>

#include "grade/run.hpp"

namespace heaplab::grade {

// Replays each job in lockstep and sets its check. When the budgets of the
// options are used up, the traces that are left fail with a finding that says
// so. When the first traces all ended in the same way before their first
// operation, the others are not run.
void replay_jobs(Run& run, std::vector<TraceJob>& jobs);

}  // namespace heaplab::grade

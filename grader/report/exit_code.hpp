// What a command that grades returns to the shell.
#pragma once

#include <vector>

#include "grade/result.hpp"

namespace heaplab::report {

// 0: every check passed, 1: a submission falls short, 3: the grader itself
// failed. Less than full points for throughput or utilization are no failure;
// being so slow that a trace was stopped is one. A bonus that was not reached
// is none.
// (2, wrong usage or bad input, is the command line's own.)
int exit_code(const std::vector<grade::LabResult>& results);

}  // namespace heaplab::report

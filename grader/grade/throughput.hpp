// The throughput of the traces that are correct.
#pragma once

#include <vector>

#include "grade/run.hpp"

namespace heaplab::grade {

// Whether a job is timed: it is correct and counts for throughput.
bool is_timed(const TraceJob& job);

// Times them, and returns the checks of the axis throughput that follow: one
// for each trace that is too slow or that the kit could not time. A submission
// that behaves differently when it is timed loses the trace's own check: what
// it did in lockstep says nothing about it.
std::vector<Check> time_jobs(Run& run, std::vector<TraceJob>& jobs);

}  // namespace heaplab::grade

// The axes of a result from its checks and traces.
#pragma once

#include <vector>

#include "grade/run.hpp"

namespace heaplab::grade {

// Whether the options leave the other axes out.
bool correctness_only(const GradeOptions& options);

// Sets the axes' scores, the measurements of traces and the rules of `result`
// from its checks and `jobs`.
void score(const Run& run, const std::vector<TraceJob>& jobs,
           LabResult& result);

}  // namespace heaplab::grade

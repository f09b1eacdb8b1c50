// Small traces that show a finding, written to files.
#pragma once

#include <vector>

#include "grade/run.hpp"

namespace heaplab::grade {

// For the first few failing jobs whose trace has more than 20 operations:
// shrinks the trace, writes it into the folder for findings, and puts the path
// into the finding. A trace that does not get smaller, or that cannot be
// written, leaves the finding as it is.
void write_shrunk_traces(Run& run, std::vector<TraceJob>& jobs);

}  // namespace heaplab::grade

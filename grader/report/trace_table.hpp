// The table of measured traces.
#pragma once

#include <string>
#include <vector>

#include "grade/result.hpp"

namespace heaplab::report {

// Empty when there are no traces.
std::string trace_table(const std::vector<grade::TraceResult>& traces);

}  // namespace heaplab::report

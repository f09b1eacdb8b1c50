// Writing traces in the kit's own format: parse_trace(write_trace(t)) == t but
// for line numbers, the name and the path.
#pragma once

#include <string>

#include "trace/trace.hpp"

namespace heaplab::trace {

std::string write_trace(const Trace& trace);

// One operation as a line of a trace file, without the newline: "a 3 64".
std::string operation_text(const Trace& trace, const Operation& operation);

}  // namespace heaplab::trace

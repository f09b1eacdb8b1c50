// What the functions that change a trace have in common.
#pragma once

#include "trace/trace.hpp"

namespace heaplab::trace {

// For a trace whose operations are no longer those of its pattern, or no
// longer as many as its header claims. Its source says where it came from.
void forget_pattern(Trace& trace);

// Operation::slot is that of an id.
bool names_id(OperationKind kind);

}  // namespace heaplab::trace

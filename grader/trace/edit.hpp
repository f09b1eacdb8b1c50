// What the functions that change a trace have in common.
#pragma once

#include <cstdint>
#include <string_view>

#include "trace/trace.hpp"

namespace heaplab::trace {

// For a trace whose operations are no longer those of its pattern, or no
// longer as many as its header claims. Its source says where it came from.
void forget_pattern(Trace& trace);

// Of `site`: Operation::slot. A file that is not there is added.
std::uint32_t index_of_file(Trace& trace, std::string_view file);

// Operation::slot is that of an id.
bool names_id(OperationKind kind);

}  // namespace heaplab::trace

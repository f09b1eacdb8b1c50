// From the calls in a log to the operations of a trace.
#pragma once

#include <cstdint>
#include <span>

#include "record/log_format.hpp"
#include "record/record.hpp"
#include "trace/trace.hpp"

namespace heaplab::record {

// `options.skip`, `max_operations` and `exact` apply. The trace has no header.
// Fills in all of `counts` but `cut`.
trace::Trace convert(std::span<const Event> events,
                     const RecordOptions& options, Counts& counts);

}  // namespace heaplab::record

// From the calls in a log to a call trace.
#pragma once

#include <span>

#include "record/log_format.hpp"
#include "record/record.hpp"
#include "trace/trace.hpp"

namespace heaplab::record {

// As convert() does for allocator calls. The events after those that are
// skipped are preceded by calls of the frames that stand there.
trace::Trace convert_calls(std::span<const Event> events,
                           const RecordOptions& options, Counts& counts);

}  // namespace heaplab::record

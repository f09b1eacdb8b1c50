// The best utilization that is possible on a call trace.
#pragma once

#include "grade/bound.hpp"

namespace heaplab::grade {

// Replays a call trace on paper.
//
// On a call stack the footprint is the sum of its frames: of each 16 bytes for
// the pair, its locals and its allocations, each rounded up to a multiple of
// 16. What does not fit in `most_bytes` is refused, with all that the trace
// does in that frame.
//
// With coroutines it is the sum of the stacks that live at the same time, as
// they were asked for, each rounded up to a multiple of 16: a stack can be used
// again, and not be shared.
Bound bound_of_calls(const trace::Trace& trace, std::uint64_t most_bytes);

}  // namespace heaplab::grade

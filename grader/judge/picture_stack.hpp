// A software call stack drawn in text, at most 80 columns: the highest address
// first, so that the newest frame is at the bottom.
#pragma once

#include <cstdint>
#include <string>

#include "judge/frame_model.hpp"
#include "judge/payloads.hpp"
#include "judge/picture.hpp"
#include "trace/trace.hpp"

namespace heaplab::judge {

// The frames around `focus` (an address): each word of their pairs, and what
// the trace has in them. A word that is not what it must be says so.
std::string draw_stack(const HeapView& view, const FrameModel& frames,
                       const Payloads& payloads, const trace::Trace& trace,
                       std::uint64_t focus);

}  // namespace heaplab::judge

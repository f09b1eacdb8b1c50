#include "record/convert_calls.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "trace/generate.hpp"
#include "trace/statistics.hpp"

namespace heaplab::record {
namespace {

using trace::OperationKind;

// A frame, and what it took later.
struct Frame {
  std::uint64_t bytes = 0;
  std::vector<std::uint64_t> allocations;
  std::vector<std::uint32_t> slots;  // of both, once they stand in the trace
};

class Converter {
 public:
  void skip(const Event& event) { apply(event, false); }
  void add(const Event& event) { apply(event, true); }

  // What stands there now gets its calls.
  void begin() {
    for (Frame& frame : frames_) {
      push_new(OperationKind::call, frame.bytes, frame);
      for (const std::uint64_t bytes : frame.allocations) {
        push_new(OperationKind::frame_allocate, bytes, frame);
      }
    }
  }

  trace::Trace take() { return std::move(trace_); }

 private:
  void apply(const Event& event, bool writes) {
    switch (event.kind) {
      case EventKind::enter:
        frames_.push_back({event.bytes, {}, {}});
        if (writes) push_new(OperationKind::call, event.bytes, frames_.back());
        return;
      case EventKind::frame_allocate:
        if (frames_.empty()) return;
        frames_.back().allocations.push_back(event.bytes);
        if (!writes) return;
        return push_new(OperationKind::frame_allocate, event.bytes,
                        frames_.back());
      case EventKind::leave:
        if (!frames_.empty()) leave(writes);
        return;
      case EventKind::unwind:
        return unwind(event.bytes, writes);
      default:
        return;
    }
  }

  void leave(bool writes) {
    if (writes) push({.kind = OperationKind::leave});
    end_newest();
  }

  // To the bottom there is no frame to name.
  void unwind(std::uint64_t left, bool writes) {
    if (left == 0) {
      while (!frames_.empty()) leave(writes);
      return;
    }
    if (frames_.size() <= left) return;
    while (frames_.size() > left) end_newest();
    if (!writes) return;
    push({.kind = OperationKind::unwind, .slot = frames_.back().slots[0]});
  }

  void end_newest() {
    for (const std::uint32_t slot : frames_.back().slots) {
      free_slots_.push(slot);
    }
    frames_.pop_back();
  }

  void push_new(OperationKind kind, std::uint64_t bytes, Frame& frame) {
    std::uint32_t slot = trace_.slots();
    if (free_slots_.empty()) {
      trace_.ids.push_back(slot);
    } else {
      slot = free_slots_.top();
      free_slots_.pop();
    }
    frame.slots.push_back(slot);
    push({.kind = kind, .slot = slot, .bytes = bytes});
  }

  void push(const trace::Operation& operation) {
    trace_.operations.push_back(operation);
  }

  trace::Trace trace_;
  std::vector<Frame> frames_;
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>>
      free_slots_;
};

trace::Trace end_trace(trace::Trace trace, const RecordOptions& options) {
  const std::uint64_t all = trace.operations.size();
  const std::uint64_t most =
      options.max_operations == 0 ? UINT64_MAX : options.max_operations;
  if (options.exact && all <= most) return trace;
  return trace::balanced_prefix(trace, std::min(most, 2 * all));
}

}  // namespace

trace::Trace convert_calls(std::span<const Event> events,
                           const RecordOptions& options, Counts& counts) {
  Converter converter;
  const auto skip = std::min<std::uint64_t>(options.skip, events.size());
  for (const Event& event : events.first(skip)) converter.skip(event);
  converter.begin();
  for (const Event& event : events.subspan(skip)) converter.add(event);
  trace::Trace trace = end_trace(converter.take(), options);
  const trace::Statistics numbers = trace::statistics(trace);
  counts.events = events.size();
  counts.operations = numbers.operations;
  counts.peak_live_bytes = numbers.peak_live_bytes;
  counts.deepest_frames = numbers.deepest_frames;
  return trace;
}

}  // namespace heaplab::record

#include "record/convert.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <queue>
#include <unordered_map>
#include <vector>

#include "trace/generate.hpp"
#include "trace/statistics.hpp"

namespace heaplab::record {
namespace {

using trace::OperationKind;

class Converter {
 public:
  explicit Converter(Counts& counts) : counts_(counts) {}

  void add(const Event& event) {
    counts_.threads = std::max<std::uint64_t>(counts_.threads, event.thread);
    switch (event.kind) {
      case EventKind::allocate:
        return allocate(event, OperationKind::allocate);
      case EventKind::allocate_zeroed:
        return allocate(event, OperationKind::allocate_zeroed);
      case EventKind::allocate_aligned:
        return allocate(event, OperationKind::allocate_aligned);
      case EventKind::reallocate:
        return reallocate(event);
      case EventKind::deallocate:
        return deallocate(event.pointer);
      default:  // events of call stacks: in no log of an allocator
        return;
    }
  }

  trace::Trace take() { return std::move(trace_); }

 private:
  // glibc takes any alignment and rounds it up; a trace knows powers of two.
  void allocate(const Event& event, OperationKind kind) {
    if (event.pointer == 0) {
      ++counts_.failed;
      return;
    }
    const bool aligned = kind == OperationKind::allocate_aligned;
    const std::uint64_t alignment =
        aligned ? std::bit_ceil(event.alignment) : 0;
    if (forget(event.pointer)) ++counts_.unseen_frees;
    const std::uint32_t slot = take_slot();
    live_[event.pointer] = slot;
    push(kind, slot, event.bytes, alignment);
  }

  void reallocate(const Event& event) {
    if (event.old == 0) return allocate(event, OperationKind::allocate);
    if (event.pointer == 0 && event.bytes == 0) return deallocate(event.old);
    if (event.pointer == 0) {
      ++counts_.failed;
      return;
    }
    const auto found = live_.find(event.old);
    if (found == live_.end()) {
      ++counts_.foreign_reallocations;
      return;
    }
    const std::uint32_t slot = found->second;
    live_.erase(found);
    if (forget(event.pointer)) ++counts_.unseen_frees;
    live_[event.pointer] = slot;
    push(OperationKind::reallocate, slot, event.bytes, 0);
  }

  void deallocate(std::uint64_t pointer) {
    if (pointer == 0) {
      ++counts_.null_frees;
    } else if (!forget(pointer)) {
      ++counts_.foreign_frees;
    }
  }

  // Ends the block at `pointer`, if one is known. An allocation calls it too:
  // an address that is handed out again was freed out of sight.
  bool forget(std::uint64_t pointer) {
    const auto found = live_.find(pointer);
    if (found == live_.end()) return false;
    push(OperationKind::deallocate, found->second, 0, 0);
    free_slots_.push(found->second);
    live_.erase(found);
    return true;
  }

  std::uint32_t take_slot() {
    if (free_slots_.empty()) {
      trace_.ids.push_back(trace_.ids.size());
      return trace_.slots() - 1;
    }
    const std::uint32_t slot = free_slots_.top();
    free_slots_.pop();
    return slot;
  }

  void push(OperationKind kind, std::uint32_t slot, std::uint64_t bytes,
            std::uint64_t alignment) {
    trace_.operations.push_back({kind, slot, 0, 0, alignment, bytes});
  }

  Counts& counts_;
  trace::Trace trace_;
  std::unordered_map<std::uint64_t, std::uint32_t> live_;
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>>
      free_slots_;
};

trace::Trace end_trace(trace::Trace trace, const RecordOptions& options) {
  const std::uint64_t all = trace.operations.size();
  const std::uint64_t most =
      options.max_operations == 0 ? UINT64_MAX : options.max_operations;
  if (options.exact && all <= most) return trace;
  return trace::balanced_prefix(trace, std::min(most, all + trace.slots()));
}

}  // namespace

trace::Trace convert(std::span<const Event> events,
                     const RecordOptions& options, Counts& counts) {
  Converter converter(counts);
  const auto skip = std::min<std::uint64_t>(options.skip, events.size());
  for (const Event& event : events.subspan(skip)) converter.add(event);
  trace::Trace trace = end_trace(converter.take(), options);
  const trace::Statistics numbers = trace::statistics(trace);
  counts.events = events.size();
  counts.operations = numbers.operations;
  counts.peak_live_bytes = numbers.peak_live_bytes;
  counts.peak_live_blocks = numbers.peak_live_blocks;
  return trace;
}

}  // namespace heaplab::record

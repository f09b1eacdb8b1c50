#include "trace/statistics.hpp"

#include <algorithm>
#include <bit>
#include <vector>

#include "trace/generate.hpp"
#include "trace/live_blocks.hpp"

namespace heaplab::trace {
namespace {

std::size_t size_class(std::uint64_t bytes) {
  return bytes <= 1 ? 0 : static_cast<std::size_t>(std::bit_width(bytes - 1));
}

class Counter {
 public:
  explicit Counter(const Trace& trace) : trace_(trace) {}

  void add(const Operation& operation) {
    if (operation.kind == OperationKind::expect) return;
    ++numbers_.operations;
    count_kind(operation);
    apply(operation);
    for (const std::uint32_t slot : live_.ended()) {
      lifetimes_.push_back(live_.time() - live_.block(slot).allocated_at);
    }
    auto& peak = numbers_.peak_live_bytes;
    peak = std::max(peak, live_.bytes());
    auto& blocks = numbers_.peak_live_blocks;
    blocks = std::max(blocks, live_.count());
    if (is_call_operation(operation.kind)) note_stacks();
  }

  Statistics finish() {
    numbers_.blocks_never_freed = live_.count();
    numbers_.coroutines_never_finished = live_.stacks().live_coroutines();
    std::sort(lifetimes_.begin(), lifetimes_.end());
    numbers_.lifetime_p25 = lifetime(1);
    numbers_.lifetime_p50 = lifetime(2);
    numbers_.lifetime_p75 = lifetime(3);
    return numbers_;
  }

 private:
  void count_kind(const Operation& operation) {
    switch (operation.kind) {
      case OperationKind::allocate_zeroed:
        ++numbers_.zeroed_allocations;
        break;
      case OperationKind::allocate_aligned:
        ++numbers_.aligned_allocations;
        break;
      case OperationKind::allocate_array:
        ++numbers_.zeroed_allocations;
        break;
      case OperationKind::scalar_new:
      case OperationKind::array_new:
        if (operation.alignment != 0) ++numbers_.aligned_allocations;
        break;
      case OperationKind::allocate:
        break;
      case OperationKind::reallocate_any:
      case OperationKind::reallocate:
        ++numbers_.reallocations;
        if (operation.bytes > live_.block(operation.slot).bytes) {
          ++numbers_.growing_reallocations;
        }
        return count_request(operation.bytes);
      case OperationKind::scalar_delete:
      case OperationKind::array_delete:
      case OperationKind::free_any:
      case OperationKind::free_at:
      case OperationKind::free_wild:
      case OperationKind::deallocate:
      case OperationKind::deallocate_null:
        ++numbers_.deallocations;
        return;
      case OperationKind::call:
        ++numbers_.calls;
        return count_request(operation.bytes);
      case OperationKind::frame_allocate:
        ++numbers_.frame_allocations;
        return count_request(operation.bytes);
      case OperationKind::spawn:
        ++numbers_.coroutines;
        return;
      default:
        return;
    }
    ++numbers_.allocations;
    count_request(requested_bytes(operation));
  }

  void note_stacks() {
    const CallStacks& stacks = live_.stacks();
    auto& deepest = numbers_.deepest_frames;
    deepest = std::max<std::uint64_t>(deepest, stacks.current().frames.size());
    auto& coroutines = numbers_.most_coroutines;
    coroutines = std::max(coroutines, stacks.live_coroutines());
  }

  void count_request(std::uint64_t bytes) {
    ++numbers_.size_histogram[size_class(bytes)];
    numbers_.largest_request_bytes =
        std::max(numbers_.largest_request_bytes, bytes);
  }

  // A request that no heap can grant takes no bytes and changes no block.
  void apply(Operation operation) {
    if (is_beyond_heap(trace_, requested_bytes(operation))) {
      const LiveBlock block = live_.block(operation.slot);
      const bool keeps = operation.kind == OperationKind::reallocate ||
                         operation.kind == OperationKind::reallocate_any;
      operation.bytes = keeps ? std::max<std::uint64_t>(block.bytes, 1) : 0;
    }
    live_.apply(operation);
  }

  std::uint64_t lifetime(std::size_t quarter) const {
    if (lifetimes_.empty()) return 0;
    return lifetimes_[(lifetimes_.size() - 1) * quarter / 4];
  }

  const Trace& trace_;
  LiveBlocks live_;
  Statistics numbers_;
  std::vector<std::uint64_t> lifetimes_;
};

}  // namespace

Statistics statistics(const Trace& trace) {
  Counter counter(trace);
  for (const Operation& operation : trace.operations) counter.add(operation);
  return counter.finish();
}

}  // namespace heaplab::trace

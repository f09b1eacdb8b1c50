// The timed replay: a slice of the program without hand-over between its
// operations. Every returned pointer is kept for the judge to verify.
#include "player/commands.hpp"
#include "support/clock.hpp"
#include "trace/trace.hpp"

namespace heaplab::player {

// Of a call stack and of coroutines, elsewhere: this loop stays small.
void Commands::run_slice(std::uint64_t begin, std::uint64_t end) {
  using trace::OperationKind;
  if (table_->call) return run_frame_slice(begin, end);
  const SubmissionTable table = *table_;
  void* const self = self_;
  void** const slots = slots_.data();
  std::uint64_t* const returned = channel.returned;
  const std::uint64_t started = clock_ns();
  for (std::uint64_t k = begin; k < end; ++k) {
    const TimedOperation& operation = channel.program[k];
    void*& slot = slots[operation.slot];
    switch (static_cast<OperationKind>(operation.kind)) {
      case OperationKind::allocate:
        slot = table.allocate(self, operation.bytes);
        break;
      case OperationKind::allocate_zeroed:
        slot = table.allocate_zeroed(self, operation.bytes);
        break;
      case OperationKind::allocate_aligned:
        slot = table.allocate_aligned(
            self, std::uint64_t{1} << operation.alignment_log2,
            operation.bytes);
        break;
      case OperationKind::reallocate: {
        // A refused reallocation leaves the block where it is.
        void* moved = table.reallocate(self, slot, operation.bytes);
        if (moved || operation.bytes == 0) slot = moved;
        returned[k] = reinterpret_cast<std::uint64_t>(moved);
        continue;
      }
      case OperationKind::deallocate:
        table.deallocate(self, slot);
        slot = nullptr;
        continue;
      case OperationKind::deallocate_null:
        table.deallocate(self, nullptr);
        continue;
      case OperationKind::mark:
        marks_[operation.slot] = table.mark(self);
        continue;
      case OperationKind::release:
        table.release(self, marks_[operation.slot]);
        continue;
      default:
        continue;
    }
    returned[k] = reinterpret_cast<std::uint64_t>(slot);
  }
  channel.response->slice_ns = clock_ns() - started;
  channel.response->operations_run = end;
}

}  // namespace heaplab::player

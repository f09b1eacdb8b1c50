// The timed replay of a call stack.
#include "player/commands.hpp"
#include "support/clock.hpp"
#include "trace/trace.hpp"

namespace heaplab::player {
namespace {

std::uint64_t number(const void* pointer) {
  return reinterpret_cast<std::uint64_t>(pointer);
}

class FrameSum final : public FrameVisitor {
 public:
  void visit(const void* frame_pointer, std::uint64_t return_address) override {
    const std::uint64_t offset =
        number(frame_pointer) - channel.request->heap_base;
    sum_ = add_to_walk(sum_, offset, return_address);
  }
  std::uint64_t sum() const { return sum_; }

 private:
  std::uint64_t sum_ = 0;
};

}  // namespace

void Commands::run_frame_slice(std::uint64_t begin, std::uint64_t end) {
  using trace::OperationKind;
  const SubmissionTable table = *table_;
  void* const self = self_;
  void** const slots = slots_.data();
  std::uint64_t* const returned = channel.returned;
  const std::uint64_t started = clock_ns();
  for (std::uint64_t k = begin; k < end; ++k) {
    const TimedOperation& operation = channel.program[k];
    switch (static_cast<OperationKind>(operation.kind)) {
      case OperationKind::call: {
        const Frame frame =
            table.call(self, return_address_of(k), operation.bytes);
        slots[operation.slot] = frame.frame_pointer;
        returned[k] = number(frame.locals);
        break;
      }
      case OperationKind::frame_allocate:
        returned[k] = number(table.frame_allocate(self, operation.bytes));
        break;
      case OperationKind::leave:
        returned[k] = table.leave(self);
        break;
      case OperationKind::unwind:
        table.unwind(self, slots[operation.slot]);
        break;
      case OperationKind::walk_frames: {
        FrameSum sum;
        table.walk_frames(self, sum);
        returned[k] = sum.sum();
        break;
      }
      default:
        break;
    }
  }
  channel.response->slice_ns = clock_ns() - started;
  channel.response->operations_run = end;
}

}  // namespace heaplab::player

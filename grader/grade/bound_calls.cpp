#include "grade/bound_calls.hpp"

#include <algorithm>
#include <vector>

#include "judge/frame_model.hpp"
#include "judge/program.hpp"
#include "trace/live_blocks.hpp"

namespace heaplab::grade {
namespace {

using trace::Operation;
using trace::OperationKind;

class StackPaper {
 public:
  StackPaper(const trace::Trace& trace, std::uint64_t most)
      : coroutines_(judge::kind_of(trace) == judge::TraceKind::coroutines),
        most_(most),
        payload_(trace.slots()),
        taken_(trace.slots()) {}

  void apply(const Operation& operation);
  Bound result() const;

 private:
  // Grants `payload` bytes that need `taken`; false when they do not fit.
  bool take(std::uint32_t slot, std::uint64_t payload, std::uint64_t taken);
  void give_back(std::uint32_t slot);
  void perform(const Operation& operation);
  void note();

  const bool coroutines_;
  const std::uint64_t most_;
  trace::LiveBlocks live_;
  judge::RefusedFrames refused_;
  std::vector<std::uint64_t> payload_;  // by slot
  std::vector<std::uint64_t> taken_;
  std::uint64_t live_payload_ = 0;
  std::uint64_t live_taken_ = 0;
  Bound peaks_;
  double payload_sum_ = 0;  // over the operations
  double taken_sum_ = 0;
};

bool StackPaper::take(std::uint32_t slot, std::uint64_t payload,
                      std::uint64_t taken) {
  if (taken > most_ - std::min(most_, live_taken_)) return false;
  payload_[slot] = payload;
  taken_[slot] = taken;
  live_payload_ += payload;
  live_taken_ += taken;
  return true;
}

void StackPaper::give_back(std::uint32_t slot) {
  live_payload_ -= payload_[slot];
  live_taken_ -= taken_[slot];
  payload_[slot] = taken_[slot] = 0;
}

void StackPaper::perform(const Operation& operation) {
  const std::uint32_t slot = operation.slot;
  const std::uint64_t bytes = operation.bytes;
  const std::uint64_t rounded = judge::exact_allocation_bytes(bytes);
  switch (operation.kind) {
    case OperationKind::spawn:
      take(slot, 0, rounded);
      return;
    case OperationKind::call:
      if (!take(slot, bytes, coroutines_ ? 0 : judge::exact_frame_bytes(bytes)))
        refused_.add(slot);
      return;
    case OperationKind::frame_allocate:
      take(slot, bytes, coroutines_ ? 0 : rounded);
      return;
    default:
      return;
  }
}

void StackPaper::apply(const Operation& operation) {
  if (operation.kind == OperationKind::expect) return;
  const std::uint32_t running = live_.stacks().running();
  live_.apply(operation);
  for (const std::uint32_t slot : live_.ended()) give_back(slot);
  if (operation.kind == OperationKind::finish) give_back(running);
  if (!refused_.skips(operation, live_)) perform(operation);
  note();
}

void StackPaper::note() {
  auto& payload = peaks_.peak_payload_bytes;
  payload = std::max(payload, live_payload_);
  auto& taken = peaks_.peak_block_bytes;
  taken = std::max(taken, live_taken_);
  payload_sum_ += static_cast<double>(live_payload_);
  taken_sum_ += static_cast<double>(live_taken_);
}

Bound StackPaper::result() const {
  Bound bound = peaks_;
  if (bound.peak_block_bytes > 0)
    bound.utilization = static_cast<double>(bound.peak_payload_bytes) /
                        static_cast<double>(bound.peak_block_bytes);
  if (taken_sum_ > 0) bound.average_utilization = payload_sum_ / taken_sum_;
  return bound;
}

}  // namespace

Bound bound_of_calls(const trace::Trace& trace, std::uint64_t most_bytes) {
  StackPaper paper(trace, most_bytes);
  for (const Operation& operation : trace.operations) paper.apply(operation);
  return paper.result();
}

}  // namespace heaplab::grade

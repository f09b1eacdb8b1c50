// What a call stack says of itself, and what it uses beyond what it was asked
// for.
#include <fmt/format.h>

#include <algorithm>

#include "judge/lockstep.hpp"
#include "judge/untouched_stack.hpp"

namespace heaplab::judge {

using player::Command;

void Lockstep::check_stack() {
  for (std::size_t k = 0; k < frames_.size(); ++k) verify_pair(k);
  if (look_every_ > 1 || current_ + 1 == trace_.operations.size()) look_below();
  check_frame_walk();
}

void Lockstep::check_frame_walk() {
  const std::uint64_t missing = player_.read(player_.response().missing);
  if (missing >> static_cast<unsigned>(Command::walk_frames) & 1) return;
  command(Command::walk_frames);
  const std::uint64_t count = player_.read(player_.response().block_count);
  const std::uint64_t kept =
      std::min<std::uint64_t>(count, player::most_blocks);
  const auto* first = player_.response().blocks;
  const std::vector<player::BlockRecord> shown(first, first + kept);
  player_.clear_long_answers();
  for (std::size_t k = 0; k < std::min<std::size_t>(kept, frames_.size());
       ++k) {
    const ModelFrame& frame = frames_[frames_.size() - 1 - k];
    if (shown[k].address == frame.frame_pointer &&
        shown[k].payload == frame.return_address)
      continue;
    fail(FindingKind::walk_disagrees,
         fmt::format("walk() shows the newest frame first: as number {} that "
                     "of call {}, with the frame pointer {} and the return "
                     "address {:#x}",
                     k + 1, trace_.ids[frame.slot],
                     place(view(), frame.frame_pointer), frame.return_address),
         fmt::format("{} and {:#x}", place(view(), shown[k].address),
                     shown[k].payload),
         frame.frame_pointer);
  }
  if (count == frames_.size()) return;
  fail(FindingKind::walk_disagrees,
       fmt::format("walk() shows every live frame, and there {} {}",
                   frames_.size() == 1 ? "is" : "are", frames_.size()),
       fmt::format("it shows {}", count));
}

std::uint64_t Lockstep::walk_sum() const {
  std::uint64_t sum = 0;
  for (std::size_t k = frames_.size(); k-- > 0;) {
    const ModelFrame& frame = frames_.frames()[k];
    sum = player::add_to_walk(sum, frame.frame_pointer - player_.heap_base(),
                              frame.return_address);
  }
  return sum;
}

// Bytes further down than any that the trace was given: what the class keeps
// there counts as a part of the stack.
void Lockstep::look_below() {
  const std::uint64_t base = player_.heap_base();
  const UntouchedStack stack{player_.heap(), stack_limit() - base,
                             stack_top() - base};
  const std::uint64_t lowest = stack.first_touched(lowest_granted_ - base);
  replay_.peak_footprint_bytes =
      std::max(replay_.peak_footprint_bytes,
               stack_limit() - base + stack_top() - base - lowest);
}

}  // namespace heaplab::judge

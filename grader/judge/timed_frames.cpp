#include "judge/timed_frames.hpp"

#include <algorithm>
#include <cstring>

#include "judge/judge.hpp"
#include "player/protocol.hpp"

namespace heaplab::judge {
namespace {

// Looked at after each slice.
constexpr std::size_t newest_frames = 64;

}  // namespace

TimedFrames::TimedFrames(const trace::Trace& trace,
                         const std::vector<std::uint64_t>& results,
                         const SharedMemory& heap)
    : trace_(trace), results_(results), heap_(heap) {}

std::optional<std::size_t> TimedFrames::after_slice(std::size_t begin,
                                                    std::size_t end) {
  for (std::size_t k = begin; k < end; ++k) apply(k);
  const std::size_t count = frames_.size();
  const bool last = end == trace_.operations.size();
  const std::size_t looked_at = last ? count : std::min(count, newest_frames);
  for (std::size_t k = count - looked_at; k < count; ++k)
    if (!is_sound(frames_[k])) return frames_[k].pushed_at;
  return std::nullopt;
}

// Frames that were refused end like the others, and stand nowhere.
void TimedFrames::apply(std::size_t index) {
  const trace::Operation& operation = trace_.operations[index];
  if (operation.kind == trace::OperationKind::expect) return;
  blocks_.apply(operation);
  for (const std::uint32_t slot : blocks_.ended())
    if (!frames_.empty() && frames_.newest().slot == slot) frames_.pop();
  if (operation.kind != trace::OperationKind::call) return;
  if (results_[index] == no_offset) return;
  const auto base = reinterpret_cast<std::uint64_t>(heap_.data());
  frames_.push(operation.slot, base + results_[index],
               player::return_address_of(index), index);
}

bool TimedFrames::is_sound(const ModelFrame& frame) const {
  const std::uint64_t wanted[] = {frame.saved, frame.return_address};
  const auto base = reinterpret_cast<std::uint64_t>(heap_.data());
  return std::memcmp(heap_.data() + (frame.frame_pointer - base), wanted,
                     sizeof wanted) == 0;
}

}  // namespace heaplab::judge

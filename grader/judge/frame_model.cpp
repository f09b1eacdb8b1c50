#include "judge/frame_model.hpp"

#include <algorithm>
#include <limits>

namespace heaplab::judge {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

}  // namespace

std::uint64_t exact_allocation_bytes(std::uint64_t bytes) {
  return bytes > most - 15 ? most : (bytes + 15) / 16 * 16;
}

std::uint64_t exact_frame_bytes(std::uint64_t bytes) {
  const std::uint64_t rounded = exact_allocation_bytes(bytes);
  return rounded > most - pair_bytes ? most : rounded + pair_bytes;
}

void FrameModel::push(std::uint32_t slot, std::uint64_t frame_pointer,
                      std::uint64_t return_address, std::size_t index) {
  ModelFrame frame;
  frame.slot = slot;
  frame.frame_pointer = frame_pointer;
  frame.saved = newest_pointer();
  frame.return_address = return_address;
  frame.lowest = lowest(frame_pointer);
  frame.lowest = std::min(frame.lowest, frame_pointer);
  frame.exact_bytes = exact_bytes() + pair_bytes;
  frame.pushed_at = frame.verified_at = index;
  frames_.push_back(frame);
}

void FrameModel::add_bytes(std::uint64_t address, std::uint64_t bytes) {
  ModelFrame& frame = frames_.back();
  frame.exact_bytes += exact_allocation_bytes(bytes);
  if (bytes > 0) frame.lowest = std::min(frame.lowest, address);
}

std::optional<std::size_t> FrameModel::find(std::uint32_t slot) const {
  for (std::size_t k = frames_.size(); k-- > 0;)
    if (frames_[k].slot == slot) return k;
  return std::nullopt;
}

std::optional<std::size_t> FrameModel::returning_to(
    std::uint64_t address) const {
  for (std::size_t k = frames_.size(); k-- > 0;)
    if (frames_[k].return_address == address) return k;
  return std::nullopt;
}

std::uint64_t FrameModel::newest_pointer() const {
  return frames_.empty() ? 0 : frames_.back().frame_pointer;
}

std::uint64_t FrameModel::lowest(std::uint64_t top) const {
  return frames_.empty() ? top : frames_.back().lowest;
}

std::uint64_t FrameModel::exact_bytes() const {
  return frames_.empty() ? 0 : frames_.back().exact_bytes;
}

std::optional<std::size_t> FrameModel::pair_over(std::uint64_t address,
                                                 std::uint64_t bytes) const {
  // The highest pair that begins below the end.
  const auto first = std::partition_point(
      frames_.begin(), frames_.end(), [&](const ModelFrame& frame) {
        return frame.frame_pointer >= address &&
               frame.frame_pointer - address >= bytes;
      });
  if (first == frames_.end() || first->frame_pointer + pair_bytes <= address)
    return std::nullopt;
  return static_cast<std::size_t>(first - frames_.begin());
}

bool RefusedFrames::skips(const trace::Operation& operation,
                          const trace::LiveBlocks& blocks) {
  if (!outermost_) return false;
  if (blocks.is_live(*outermost_)) return true;
  outermost_.reset();
  return operation.kind == trace::OperationKind::leave;
}

}  // namespace heaplab::judge

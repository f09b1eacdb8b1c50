#include "judge/timed_payloads.hpp"

#include <algorithm>

#include "judge/judge.hpp"

namespace heaplab::judge {

using trace::OperationKind;

TimedPayloads::TimedPayloads(const trace::Trace& trace,
                             const std::vector<std::uint64_t>& offsets,
                             SharedMemory& heap, SharedMemory* arena)
    : trace_(trace),
      offsets_(offsets),
      heap_(heap),
      arena_(arena),
      by_slot_(trace.slots()) {}

std::optional<TimedPayloads::Damage> TimedPayloads::after_slice(
    std::size_t begin, std::size_t end) {
  named_.clear();
  for (std::size_t k = begin; k < end; ++k) apply(k);
  const bool last = end == trace_.operations.size();
  if (last)
    for (std::uint32_t slot = 0; slot < trace_.slots(); ++slot)
      named_.push_back(slot);
  for (const std::uint32_t slot : named_) {
    Block& block = by_slot_[slot];
    if (!block.live) continue;
    if (const auto byte = changed(block))
      return Damage{slot, block.named_at, *byte};
    fill(block);
  }
  return std::nullopt;
}

void TimedPayloads::apply(std::size_t index) {
  const auto& operation = trace_.operations[index];
  if (operation.kind == OperationKind::expect) return;
  blocks_.apply(operation);
  for (const std::uint32_t slot : blocks_.ended()) by_slot_[slot].live = false;
  switch (operation.kind) {
    case OperationKind::allocate:
    case OperationKind::allocate_aligned:
    case OperationKind::call:
    case OperationKind::frame_allocate:
      return grant(by_slot_[operation.slot], index, Content::unknown);
    case OperationKind::allocate_zeroed:
      return grant(by_slot_[operation.slot], index, Content::zeros);
    case OperationKind::reallocate: {
      Block& block = by_slot_[operation.slot];
      if (!block.live) return grant(block, index, Content::unknown);
      if (offsets_[index] == no_offset) {  // refused: it stays
        block.live = operation.bytes > 0;
        return;
      }
      const std::uint64_t known = std::min(block.known, operation.bytes);
      grant(block, index, block.content);
      block.known = known;
      return;
    }
    default:
      return;
  }
}

void TimedPayloads::grant(Block& block, std::size_t index, Content content) {
  const auto& operation = trace_.operations[index];
  block.live = offsets_[index] != no_offset;
  block.offset = offsets_[index];
  block.bytes = operation.bytes;
  block.known = content == Content::zeros ? operation.bytes : 0;
  block.content = content;
  block.named_at = index;
  named_.push_back(operation.slot);
}

PayloadPlace TimedPayloads::place(const Block& block) const {
  std::byte* begin = heap_.data() + block.offset;
  const bool mapped = arena_ != nullptr && begin >= arena_->data();
  return {mapped ? *arena_ : heap_, begin, block.bytes};
}

std::optional<std::uint64_t> TimedPayloads::changed(const Block& block) const {
  if (block.content == Content::zeros)
    return payload_nonzero(place(block), block.known);
  if (block.content == Content::pattern)
    return payload_change(place(block), block.filled, block.known, block.tag);
  return std::nullopt;
}

void TimedPayloads::fill(Block& block) {
  block.content = Content::pattern;
  block.known = block.filled = block.bytes;
  block.tag = next_tag_++;
  fill_payload(place(block), block.tag);
}

}  // namespace heaplab::judge

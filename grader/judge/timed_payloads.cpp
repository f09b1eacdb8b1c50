#include "judge/timed_payloads.hpp"

#include <algorithm>

#include "judge/judge.hpp"
#include "judge/pattern.hpp"

namespace heaplab::judge {

using trace::OperationKind;

TimedPayloads::TimedPayloads(const trace::Trace& trace,
                             const std::vector<std::uint64_t>& offsets,
                             std::byte* heap)
    : trace_(trace), offsets_(offsets), heap_(heap), by_slot_(trace.slots()) {}

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

std::optional<std::uint64_t> TimedPayloads::changed(const Block& block) const {
  const std::byte* payload = heap_ + block.offset;
  if (block.content == Content::zeros)
    return first_nonzero(payload, block.known);
  if (block.content == Content::pattern)
    return first_change(payload, 0, block.known, block.tag);
  return std::nullopt;
}

void TimedPayloads::fill(Block& block) {
  block.content = Content::pattern;
  block.known = block.bytes;
  block.tag = next_tag_++;
  fill_pattern(heap_ + block.offset, block.bytes, block.tag);
}

}  // namespace heaplab::judge

#include "trace/live_blocks.hpp"

#include <algorithm>

namespace heaplab::trace {

void LiveBlocks::apply(const Operation& operation) {
  ended_.clear();
  if (operation.kind == OperationKind::expect) return;
  ++time_;
  switch (operation.kind) {
    case OperationKind::allocate:
    case OperationKind::allocate_zeroed:
    case OperationKind::allocate_aligned:
      return allocate(operation);
    case OperationKind::reallocate:
      return reallocate(operation);
    case OperationKind::deallocate:
      return end(operation.slot, operation);
    case OperationKind::mark:
      return set_mark(operation.slot);
    case OperationKind::release:
      return release(operation);
    case OperationKind::deallocate_null:
    case OperationKind::expect:
      return;
    default:
      return apply_to_stacks(operation);
  }
}

void LiveBlocks::apply_to_stacks(const Operation& operation) {
  stacks_.apply(operation);
  if (operation.kind == OperationKind::call ||
      operation.kind == OperationKind::frame_allocate) {
    return allocate(operation);
  }
  for (const std::uint32_t slot : stacks_.ended()) end(slot, operation);
}

LiveBlock LiveBlocks::block(std::uint32_t slot) const {
  return slot < blocks_.size() ? blocks_[slot] : LiveBlock{};
}

bool LiveBlocks::is_live(std::uint32_t slot) const {
  return block(slot).state == BlockState::live;
}

bool LiveBlocks::is_marked(std::uint32_t mark) const {
  return mark < mark_times_.size() && mark_times_[mark] != 0;
}

std::vector<std::uint32_t> LiveBlocks::youngest_first() const {
  std::vector<std::uint32_t> slots;
  for (std::uint32_t slot = 0; slot < blocks_.size(); ++slot) {
    if (blocks_[slot].state == BlockState::live) slots.push_back(slot);
  }
  std::sort(slots.begin(), slots.end(), [this](auto a, auto b) {
    return blocks_[a].renewed_at > blocks_[b].renewed_at;
  });
  return slots;
}

// Heap blocks and frames never live in one trace.
std::uint64_t LiveBlocks::ending_operations() const {
  const std::uint64_t for_stacks = stacks_.ending_operations();
  return for_stacks > 0 ? for_stacks : count_;
}

std::vector<Operation> LiveBlocks::ending() const {
  if (stacks_.ending_operations() > 0) return stacks_.ending();
  std::vector<Operation> operations;
  for (const std::uint32_t slot : youngest_first()) {
    operations.push_back({.kind = OperationKind::deallocate, .slot = slot});
  }
  return operations;
}

void LiveBlocks::allocate(const Operation& operation) {
  if (operation.slot >= blocks_.size())
    blocks_.resize(std::size_t{operation.slot} + 1);
  blocks_[operation.slot] = {BlockState::live, false, operation.line,
                             operation.bytes,  time_, time_};
  ++count_;
  bytes_ += operation.bytes;
  renew(operation.slot);
}

void LiveBlocks::reallocate(const Operation& operation) {
  if (operation.bytes == 0) return end(operation.slot, operation);
  LiveBlock& block = blocks_[operation.slot];
  bytes_ += operation.bytes - block.bytes;
  block.bytes = operation.bytes;
  block.reallocated = true;
  block.renewed_at = time_;
  renew(operation.slot);
}

void LiveBlocks::end(std::uint32_t slot, const Operation& operation) {
  LiveBlock& block = blocks_[slot];
  block.state = is_call_operation(operation.kind) ? BlockState::returned
                : operation.kind == OperationKind::release
                    ? BlockState::released
                    : BlockState::freed;
  block.line = operation.line;
  --count_;
  bytes_ -= block.bytes;
  ended_.push_back(slot);
}

// Only a trace with marks needs the order of renewals.
void LiveBlocks::renew(std::uint32_t slot) {
  if (!marks_.empty()) renewals_.push_back({slot, time_});
}

void LiveBlocks::set_mark(std::uint32_t number) {
  if (number >= mark_times_.size()) mark_times_.resize(std::size_t{number} + 1);
  mark_times_[number] = time_;
  marks_.push_back({number, time_});
}

void LiveBlocks::release(const Operation& operation) {
  const std::uint64_t since = mark_times_[operation.slot];
  while (!renewals_.empty() && renewals_.back().time > since) {
    const Renewal last = renewals_.back();
    renewals_.pop_back();
    const LiveBlock& block = blocks_[last.slot];
    const bool newest = block.renewed_at == last.time;
    if (newest && block.state == BlockState::live) end(last.slot, operation);
  }
  while (marks_.back().time > since) {
    std::uint64_t& set_at = mark_times_[marks_.back().number];
    if (set_at == marks_.back().time) set_at = 0;
    marks_.pop_back();
  }
}

}  // namespace heaplab::trace

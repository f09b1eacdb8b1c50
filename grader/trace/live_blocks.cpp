#include "trace/live_blocks.hpp"

#include <algorithm>

#include "heaplab/debug_allocator.hpp"

namespace heaplab::trace {
namespace {

// No heap grants more: such a request was refused, and no block is freed.
constexpr std::uint64_t most_granted = std::uint64_t{1} << 47;

Family family_of(OperationKind kind) {
  if (kind == OperationKind::scalar_new) return Family::scalar_new;
  return kind == OperationKind::array_new ? Family::array_new : Family::malloc;
}

OperationKind end_of(Family family) {
  switch (family) {
    case Family::scalar_new:
      return OperationKind::scalar_delete;
    case Family::array_new:
      return OperationKind::array_delete;
    case Family::malloc:
      break;
  }
  return OperationKind::deallocate;
}

}  // namespace

std::uint64_t requested_bytes(const Operation& operation) {
  if (operation.kind != OperationKind::allocate_array) return operation.bytes;
  std::uint64_t product = 0;
  if (__builtin_mul_overflow(operation.alignment, operation.bytes, &product))
    return ~std::uint64_t{0};
  return product;
}

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
      return is_call_operation(operation.kind) ? apply_to_stacks(operation)
                                               : apply_misuse(operation);
  }
}

void LiveBlocks::apply_misuse(const Operation& operation) {
  const bool live = is_live(operation.slot);
  switch (operation.kind) {
    case OperationKind::allocate_array:
    case OperationKind::scalar_new:
    case OperationKind::array_new:
      return allocate(operation);
    case OperationKind::scalar_delete:
    case OperationKind::array_delete:
    case OperationKind::free_any:
      if (live) end(operation.slot, operation);
      return;
    case OperationKind::reallocate_any: {
      if (!live) return;
      if (operation.second == 0) return reallocate(operation);
      end(operation.slot, operation);
      Operation renamed = operation;
      renamed.slot = operation.second - 1;
      if (operation.bytes > 0) allocate(renamed);
      return;
    }
    case OperationKind::exit_program:
      exited_ = true;
      return;
    default:
      return;
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

bool LiveBlocks::is_in_quarantine(std::uint32_t slot) const {
  const LiveBlock dead = block(slot);
  return dead.state == BlockState::freed &&
         freed_bytes_ - dead.freed_before <= quarantine_bytes;
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
  if (exited_) return 0;
  return for_stacks > 0 ? for_stacks : count_;
}

std::vector<Operation> LiveBlocks::ending() const {
  if (stacks_.ending_operations() > 0) return stacks_.ending();
  std::vector<Operation> operations;
  if (exited_) return operations;
  for (const std::uint32_t slot : youngest_first()) {
    const LiveBlock& block = blocks_[slot];
    Operation end{.kind = end_of(block.family), .slot = slot};
    if (block.family != Family::malloc) {
      end.bytes = block.alignment == 0 ? unnamed_bytes : block.bytes;
      end.alignment = block.alignment;
    }
    operations.push_back(end);
  }
  return operations;
}

void LiveBlocks::allocate(const Operation& operation) {
  if (operation.slot >= blocks_.size())
    blocks_.resize(std::size_t{operation.slot} + 1);
  const bool counts = operation.kind == OperationKind::allocate_array;
  const std::uint64_t bytes = requested_bytes(operation);
  blocks_[operation.slot] = {.state = BlockState::live,
                             .family = family_of(operation.kind),
                             .line = operation.line,
                             .bytes = bytes,
                             .allocated_at = time_,
                             .renewed_at = time_,
                             .alignment = counts ? 0 : operation.alignment};
  ++count_;
  bytes_ += bytes;
  renew(operation.slot);
}

void LiveBlocks::reallocate(const Operation& operation) {
  if (operation.bytes == 0) return end(operation.slot, operation);
  LiveBlock& block = blocks_[operation.slot];
  count_freed(block);
  bytes_ += operation.bytes - block.bytes;
  block.bytes = operation.bytes;
  block.family = Family::malloc;
  block.alignment = 0;
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
  count_freed(block);
  --count_;
  bytes_ -= block.bytes;
  ended_.push_back(slot);
}

void LiveBlocks::count_freed(LiveBlock& block) {
  if (block.bytes > most_granted) return;
  freed_bytes_ += bytes_in_quarantine(block.bytes);
  block.freed_before = freed_bytes_;
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

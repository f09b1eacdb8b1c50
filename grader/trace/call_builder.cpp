#include "trace/call_builder.hpp"

#include <utility>

#include "trace/generate.hpp"

namespace heaplab::trace {

bool CallBuilder::has_room(std::uint64_t cost) const {
  const CallStack& stack = stacks_.current();
  const bool main = stack.slot == main_stack;
  const std::uint64_t most = main ? generated_peak_bytes : stack.bytes;
  return cost <= most - stack.needed_bytes;
}

void CallBuilder::push(const Operation& operation) {
  stacks_.apply(operation);
  trace_.operations.push_back(operation);
  --left_;
}

std::uint32_t CallBuilder::new_slot() {
  const auto slot = static_cast<std::uint32_t>(trace_.ids.size());
  trace_.ids.push_back(slot);
  return slot;
}

bool CallBuilder::call(std::uint64_t bytes) {
  if (left() < 2 || !has_room(frame_cost(bytes))) return false;
  push({.kind = OperationKind::call, .slot = new_slot(), .bytes = bytes});
  return true;
}

bool CallBuilder::allocate(std::uint64_t bytes) {
  if (left() < 1 || !has_room(allocation_cost(bytes))) return false;
  push({.kind = OperationKind::frame_allocate,
        .slot = new_slot(),
        .bytes = bytes});
  return true;
}

bool CallBuilder::walk() {
  if (left() < 1) return false;
  push({.kind = OperationKind::walk_frames});
  return true;
}

void CallBuilder::leave() { push({.kind = OperationKind::leave}); }

void CallBuilder::unwind(std::size_t frames) {
  push({.kind = OperationKind::unwind,
        .slot = stacks_.frame_from_top(frames)->slot});
}

std::uint32_t CallBuilder::spawn(std::uint64_t bytes) {
  if (left() < 3 || bytes > generated_peak_bytes - stack_bytes_) {
    return main_stack;
  }
  const std::uint32_t slot = new_slot();
  push({.kind = OperationKind::spawn, .slot = slot, .bytes = bytes});
  stack_bytes_ += bytes;
  return slot;
}

void CallBuilder::resume(std::uint32_t coroutine) {
  push({.kind = OperationKind::resume, .slot = coroutine});
}

bool CallBuilder::yield() {
  if (left() < 2) return false;
  push({.kind = OperationKind::yield});
  return true;
}

void CallBuilder::finish_coroutine() {
  stack_bytes_ -= stacks_.current().bytes;
  push({.kind = OperationKind::finish});
}

Trace CallBuilder::finish() {
  // Too few operations for a coroutine.
  if (trace_.operations.empty()) call(16);
  for (const Operation& operation : stacks_.ending()) push(operation);
  return std::move(trace_);
}

}  // namespace heaplab::trace

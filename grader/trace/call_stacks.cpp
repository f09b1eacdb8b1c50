#include "trace/call_stacks.hpp"

#include <algorithm>
#include <limits>

namespace heaplab::trace {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
  return a > most - b ? most : a + b;
}

std::uint64_t rounded(std::uint64_t bytes) {
  return bytes > most - 15 ? most : (bytes + 15) / 16 * 16;
}

}  // namespace

std::uint64_t frame_cost(std::uint64_t bytes) {
  return sum(rounded(bytes), frame_overhead_bytes);
}

std::uint64_t allocation_cost(std::uint64_t bytes) {
  return sum(rounded(bytes), allocation_overhead_bytes);
}

bool is_call_operation(OperationKind kind) {
  return kind >= OperationKind::call && kind <= OperationKind::finish;
}

const CallStack* CallStacks::find(std::uint32_t slot) const {
  if (slot == main_stack) return &stacks_.front();
  const std::size_t place = slot < places_.size() ? places_[slot] : 0;
  return place == 0 ? nullptr : &stacks_[place];
}

bool CallStacks::is_live_coroutine(std::uint32_t slot) const {
  const CallStack* stack = slot == main_stack ? nullptr : find(slot);
  return stack != nullptr && stack->state != StackState::finished;
}

const StackFrame* CallStacks::frame_from_top(std::size_t place) const {
  const std::vector<StackFrame>& frames = current().frames;
  if (place >= frames.size()) return nullptr;
  return &frames[frames.size() - 1 - place];
}

CallObjection CallStacks::objection(const Operation& operation) const {
  const bool main = running_ == 0;
  const auto& frames = current().frames;
  switch (operation.kind) {
    case OperationKind::call:
      return main && has_coroutines() ? CallObjection::no_coroutine
                                      : CallObjection::none;
    case OperationKind::frame_allocate:
    case OperationKind::leave:
      return frames.empty() ? CallObjection::no_frame : CallObjection::none;
    case OperationKind::unwind:
      return std::any_of(frames.rbegin(), frames.rend(),
                         [&](const StackFrame& frame) {
                           return frame.slot == operation.slot;
                         })
                 ? CallObjection::none
                 : CallObjection::not_on_stack;
    case OperationKind::spawn:
      return spawn_objection(operation.slot);
    case OperationKind::resume:
      return resume_objection(operation.slot);
    case OperationKind::finish:
      if (!main && !frames.empty()) return CallObjection::frames_left;
      [[fallthrough]];
    case OperationKind::yield:
      return main ? CallObjection::no_coroutine : CallObjection::none;
    default:
      return CallObjection::none;
  }
}

CallObjection CallStacks::spawn_objection(std::uint32_t slot) const {
  if (has_main_frames_) return CallObjection::has_main_frames;
  return is_live_coroutine(slot) ? CallObjection::already_spawned
                                 : CallObjection::none;
}

CallObjection CallStacks::resume_objection(std::uint32_t slot) const {
  const CallStack* stack = slot == main_stack ? nullptr : find(slot);
  if (stack == nullptr) return CallObjection::not_spawned;
  switch (stack->state) {
    case StackState::running:
      return CallObjection::is_running;
    case StackState::waiting:
      return CallObjection::is_waiting;
    case StackState::finished:
      return CallObjection::is_finished;
    case StackState::unknown:
    case StackState::suspended:
      break;
  }
  return CallObjection::none;
}

void CallStacks::apply(const Operation& operation) {
  ended_.clear();
  switch (operation.kind) {
    case OperationKind::call:
      return call(operation);
    case OperationKind::frame_allocate:
      return allocate(operation);
    case OperationKind::leave:
      return end_newest();
    case OperationKind::unwind:
      while (current_stack().frames.back().slot != operation.slot) end_newest();
      return;
    case OperationKind::spawn:
      return spawn(operation);
    case OperationKind::resume:
      return resume(operation);
    case OperationKind::yield:
      return go_back(StackState::suspended);
    case OperationKind::finish:
      current_stack().line = operation.line;
      --live_coroutines_;
      return go_back(StackState::finished);
    default:
      return;
  }
}

void CallStacks::need(std::uint64_t bytes) {
  CallStack& stack = current_stack();
  stack.needed_bytes = sum(stack.needed_bytes, bytes);
  stack.most_needed_bytes =
      std::max(stack.most_needed_bytes, stack.needed_bytes);
}

void CallStacks::call(const Operation& operation) {
  CallStack& stack = current_stack();
  if (running_ == 0) has_main_frames_ = true;
  stack.frames.push_back(
      {operation.slot, stack.blocks.size(), stack.needed_bytes});
  stack.blocks.push_back(operation.slot);
  ++frames_;
  need(frame_cost(operation.bytes));
}

void CallStacks::allocate(const Operation& operation) {
  current_stack().blocks.push_back(operation.slot);
  need(allocation_cost(operation.bytes));
}

void CallStacks::end_newest() {
  CallStack& stack = current_stack();
  const StackFrame frame = stack.frames.back();
  stack.frames.pop_back();
  while (stack.blocks.size() > frame.first_block) {
    ended_.push_back(stack.blocks.back());
    stack.blocks.pop_back();
  }
  stack.needed_bytes = frame.below_bytes;
  --frames_;
}

void CallStacks::spawn(const Operation& operation) {
  if (operation.slot >= places_.size()) {
    places_.resize(std::size_t{operation.slot} + 1);
  }
  std::uint32_t& place = places_[operation.slot];
  if (place == 0) {
    place = static_cast<std::uint32_t>(stacks_.size());
    stacks_.emplace_back();
  }
  stacks_[place] = {.state = StackState::suspended,
                    .slot = operation.slot,
                    .line = operation.line,
                    .bytes = operation.bytes};
  ++live_coroutines_;
}

void CallStacks::resume(const Operation& operation) {
  const std::uint32_t from = running();
  current_stack().state = StackState::waiting;
  running_ = places_[operation.slot];
  current_stack().state = StackState::running;
  current_stack().resumed_by = from;
  ++active_;
}

void CallStacks::go_back(StackState state) {
  CallStack& stack = current_stack();
  stack.state = state;
  running_ = stack.resumed_by == main_stack ? 0 : places_[stack.resumed_by];
  stack.resumed_by = main_stack;
  current_stack().state = StackState::running;
  --active_;
}

std::uint64_t CallStacks::ending_operations() const {
  return frames_ + live_coroutines_ + (live_coroutines_ - active_);
}

std::vector<Operation> CallStacks::ending() const {
  std::vector<Operation> operations;
  CallStacks after = *this;
  const auto add = [&](const Operation& operation) {
    operations.push_back(operation);
    after.apply(operation);
  };
  const auto end_running = [&] {
    while (after.newest() != nullptr) add({.kind = OperationKind::leave});
    if (after.running_ != 0) add({.kind = OperationKind::finish});
  };
  while (after.running_ != 0) end_running();
  end_running();
  for (std::size_t i = 1; i < stacks_.size(); ++i) {
    if (after.stacks_[i].state == StackState::finished) continue;
    add({.kind = OperationKind::resume, .slot = stacks_[i].slot});
    end_running();
  }
  return operations;
}

}  // namespace heaplab::trace

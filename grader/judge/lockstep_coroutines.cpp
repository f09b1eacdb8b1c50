// A call trace on coroutines: the player makes the calls, on the stacks that
// the submission gave them. See player/coroutine_loop.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "judge/lockstep.hpp"
#include "player/checked_switch.hpp"

namespace heaplab::judge {
namespace {

using player::Command;
using trace::OperationKind;
using trace::StackState;

// A refusal is wrong while the heap can grow by what was asked for and this.
constexpr std::uint64_t stack_overhead = 1024;

}  // namespace

void Lockstep::perform_on_coroutines(const trace::Operation& operation) {
  const std::uint64_t before = wanted_control();
  blocks_.apply(operation);
  end_payloads();
  switch (operation.kind) {
    case OperationKind::call:
    case OperationKind::frame_allocate:
      return take_bytes(operation);
    case OperationKind::spawn:
      return spawn(operation);
    case OperationKind::resume:
      resume(operation);
      break;
    case OperationKind::walk_frames:
      return;
    default:
      command(command_for(operation.kind), operation.slot);
  }
  check_private_memory();
  check_control(operation, before);
  check_registers();
  replay_.results[current_] = wanted_control();
}

void Lockstep::take_bytes(const trace::Operation& operation) {
  command(command_for(operation.kind), operation.slot, operation.bytes);
  const std::uint64_t address = player_.read(player_.response().value);
  owner_[operation.slot] = blocks_.stacks().running();
  check_place(operation, address);
  check_in_stack(operation, address);
  remember(operation, address);
}

void Lockstep::spawn(const trace::Operation& operation) {
  command(Command::spawn, operation.slot, operation.bytes);
  const bool granted = player_.read(player_.response().value) != 0;
  entered_at_[operation.slot] = 0;
  refused_[operation.slot] = !granted;
  replay_.results[current_] = granted;
  if (granted) return;
  const std::uint64_t left = heap_limit_ - heap_bytes();
  if (left < stack_overhead || operation.bytes > left - stack_overhead) return;
  fail(FindingKind::refused_while_free,
       fmt::format("a coroutine with a stack of {} bytes: the heap can still "
                   "grow by {} bytes",
                   operation.bytes, left),
       "nullptr");
}

void Lockstep::resume(const trace::Operation& operation) {
  if (refused_[operation.slot])
    fail(FindingKind::refused_while_free,
         fmt::format("a coroutine {}: the live ones ask for {} bytes of stack, "
                     "and the heap can have {}",
                     trace_.ids[operation.slot], live_stack_bytes(),
                     heap_limit_),
         "spawn() had returned nullptr for it");
  const bool first = entered_at_[operation.slot] == 0;
  command(Command::resume, operation.slot);
  if (first && player_.read(player_.response().value) == wanted_control())
    check_entered(operation);
}

std::uint64_t Lockstep::live_stack_bytes() const {
  std::uint64_t sum = 0;
  for (const trace::CallStack& stack : blocks_.stacks().stacks())
    if (stack.slot != trace::main_stack && stack.state != StackState::finished)
      sum += stack.bytes;
  return sum;
}

// Where control is, by the trace.
std::uint64_t Lockstep::wanted_control() const {
  const trace::CallStacks& stacks = blocks_.stacks();
  const std::uint64_t number =
      stacks.running() == trace::main_stack ? 0 : stacks.running() + 1ull;
  return player::where(number, stacks.current().frames.size());
}

std::string Lockstep::control(std::uint64_t place) const {
  const std::uint64_t number = place >> 32;
  if (number == 0) return "the main stack";
  if (number > trace_.slots())
    return "an entry whose argument is not the one that spawn() was given";
  const std::uint64_t frames = place & 0xffffffff;
  return fmt::format("coroutine {}, {} call{} deep", trace_.ids[number - 1],
                     frames, frames == 1 ? "" : "s");
}

void Lockstep::check_control(const trace::Operation& operation,
                             std::uint64_t before) {
  const std::uint64_t found = player_.read(player_.response().value);
  const std::uint64_t wanted = wanted_control();
  if (found == wanted) return;
  const bool ignored =
      operation.kind == OperationKind::resume && found == before;
  fail(FindingKind::wrong_result, "control goes to " + control(wanted),
       ignored ? fmt::format("resume({}) came back without running it",
                             trace_.ids[operation.slot])
               : "it went to " + control(found));
}

// The stack of a coroutine is what lies below the stack pointer that its entry
// was called with.
void Lockstep::check_entered(const trace::Operation& operation) {
  const std::uint64_t top = player_.read(player_.response().entered_at);
  const trace::CallStack& own = *blocks_.stacks().find(operation.slot);
  const std::string name =
      fmt::format("coroutine {}", trace_.ids[operation.slot]);
  if (top % 16 != 0)
    fail(FindingKind::misaligned,
         "the stack pointer is a multiple of 16 where the entry of " + name +
             " is called",
         fmt::format("SP not 16-byte aligned when the coroutine was entered: "
                     "{}, which is {} more than a multiple of it",
                     place(view(), top), top % 16),
         top);
  if (top < stack_limit() || top > stack_top() ||
      own.bytes > top - stack_limit())
    fail(FindingKind::outside_heap,
         fmt::format("{} bytes of stack for {}, in the heap behind the object",
                     own.bytes, name),
         fmt::format("its entry was called with the stack pointer {}",
                     place(view(), top)),
         top);
  entered_at_[operation.slot] = top;
  for (const trace::CallStack& other : blocks_.stacks().stacks()) {
    if (other.slot == trace::main_stack || other.slot == own.slot) continue;
    const std::uint64_t other_top = entered_at_[other.slot];
    if (other.state == StackState::finished || other_top == 0) continue;
    const std::uint64_t begin =
        std::max(top - own.bytes, other_top - other.bytes);
    const std::uint64_t end = std::min(top, other_top);
    if (begin >= end) continue;
    fail(FindingKind::overlap,
         fmt::format("{} bytes of stack for {} below {}, where its entry was "
                     "called",
                     own.bytes, name, place(view(), top)),
         fmt::format("{} of them are those of coroutine {}, which has {} "
                     "bytes below {}",
                     end - begin, trace_.ids[other.slot], other.bytes,
                     place(view(), other_top)),
         begin);
  }
}

// A coroutine's own stack is large enough for all that the trace does on it.
void Lockstep::check_in_stack(const trace::Operation& operation,
                              std::uint64_t address) {
  const trace::CallStack& own = blocks_.stacks().current();
  const std::uint64_t top = entered_at_[own.slot];
  if (address >= top - own.bytes && operation.bytes <= top - address) return;
  fail(FindingKind::outside_heap,
       fmt::format("{} bytes within the stack of coroutine {}, {} bytes below "
                   "{}",
                   operation.bytes, trace_.ids[own.slot], own.bytes,
                   place(view(), top)),
       "they were at " + place(view(), address), address);
}

void Lockstep::check_registers() {
  const auto& response = player_.response();
  const std::uint64_t lost = player_.read(response.lost_registers);
  if (lost == 0) return;
  std::string actual;
  for (std::size_t k = 0; k < player::callee_saved.size(); ++k) {
    if ((lost >> k & 1) == 0) continue;
    actual += fmt::format("{}{} was {:#018x} and is {:#018x}",
                          actual.empty() ? "" : ", ", player::callee_saved[k],
                          player_.read(response.register_was[k]),
                          player_.read(response.register_is[k]));
  }
  fail(FindingKind::register_not_preserved,
       fmt::format("in {}, every callee-saved register is as it was when it "
                   "gave control away",
                   control(wanted_control())),
       actual);
}

}  // namespace heaplab::judge

#include "abi/callback.hpp"

#include <bit>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "abi/checked_call.hpp"
#include "abi/frame_picture.hpp"
#include "abi/running.hpp"
#include "abi/symbols.hpp"
#include "abi/text.hpp"
#include "abi/values.hpp"

namespace heaplab::abi {
namespace {

struct Callee {
  HostileCallback::Answer answer;
  Destroys destroys = Destroys::all;
  std::size_t calls = 0;
  std::vector<Violation> violations;
};

Callee& callee() {
  static Callee one;
  return one;
}

// Where the callee itself runs.
alignas(16) char callee_stack[256 * 1024];

std::size_t violations_before = 0;

CallSeen see_call(const Registers& at_entry) {
  CallSeen seen{};
  std::size_t i = 0;
  for (const Place& place : integer_arguments()) {
    seen.integers[i++] = word_at(at_entry, place);
  }
  i = 0;
  for (const Place& place : float_arguments()) {
    seen.reals[i++] = std::bit_cast<double>(word_at(at_entry, place));
  }
  seen.stack_pointer = at_entry.stack_pointer() + pushed_by_call;
  seen.stack = reinterpret_cast<const std::uint64_t*>(seen.stack_pointer);
  seen.frame_pointer = frame_pointer(at_entry);
  seen.al = count_of_vectors(at_entry);
  return seen;
}

void keep_violation(Violation violation, const Registers& at_entry) {
  for (const Violation& known : callee().violations) {
    if (known.rule == violation.rule) return;
  }
  // The call is before the address where it returns to.
  violation.address = return_address(at_entry) - 1;
  violation.actual +=
      ", at the call before " + code_name(violation.address + 1);
  callee().violations.push_back(std::move(violation));
  draw_for_finding(callee().violations.back().rule);
}

void check_call(const Registers& at_entry, std::uint64_t stack_pointer) {
  const std::uint64_t off = stack_pointer % 16;
  if (off != 0) {
    keep_violation(
        {Rule::stack_misaligned, "SP is a multiple of 16 at every call",
         "SP not 16-byte aligned at the call (off by " + decimal(off) + ")"},
        at_entry);
  }
  for (const Violation& one : call_violations(at_entry)) {
    keep_violation(one, at_entry);
  }
}

void destroy_scratch(Registers& registers) {
  const Place* only = running().only;
  for (const Place& place : scratch_registers()) {
    if (only != nullptr && only->name != place.name) continue;
    for (std::size_t i = 0; i < place.words; ++i) {
      const std::uint64_t value = random_sentinel();
      word_at(registers, place, i) = value;
      know_value(value, Origin::callee, place.name);
    }
  }
}

bool destroys(Destroys what) {
  return callee().destroys == what || callee().destroys == Destroys::all;
}

}  // namespace

extern "C" void heaplab_abi_callback_entered() {
  const Registers& at_entry = heaplab_abi_callback_state.before;
  Registers& at_return = heaplab_abi_callback_state.after;
  const CallSeen seen = see_call(at_entry);
  ++callee().calls;
  check_call(at_entry, seen.stack_pointer);
  draw_call(at_entry);
  at_return = at_entry;
  answer_callback(at_return, callee().answer(seen));
  if (destroys(Destroys::scratch)) destroy_scratch(at_return);
  if (destroys(Destroys::red_zone)) {
    running().stack.destroy_below(at_entry.stack_pointer());
  }
}

void forget_calls() { violations_before = callee().violations.size(); }

std::vector<Violation> violations_of_calls() {
  const auto& all = callee().violations;
  return {all.begin() + static_cast<std::ptrdiff_t>(violations_before),
          all.end()};
}

HostileCallback::HostileCallback(Answer answer, Destroys destroys) {
  callee() = {std::move(answer), destroys, 0, {}};
  violations_before = 0;
  heaplab_abi_callback_state.own_stack =
      reinterpret_cast<std::uint64_t>(callee_stack + sizeof callee_stack);
}

HostileCallback::~HostileCallback() { callee() = {}; }

const void* HostileCallback::address() const {
  return callback_entry(running().callback_keeps_all);
}

std::size_t HostileCallback::calls() const { return callee().calls; }

std::vector<Violation> HostileCallback::violations() const {
  return callee().violations;
}

}  // namespace heaplab::abi

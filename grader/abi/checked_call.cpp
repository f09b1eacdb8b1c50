#include "abi/checked_call.hpp"

#include <bit>
#include <cstring>

#include "abi/callback.hpp"
#include "abi/caller_frame.hpp"
#include "abi/frame_picture.hpp"
#include "abi/preserved.hpp"
#include "abi/running.hpp"
#include "abi/text.hpp"

namespace heaplab::abi {
namespace {

std::uint64_t with_dirty_upper_half(std::uint64_t bits) {
  return (random_sentinel() & ~0xffffffffULL) | (bits & 0xffffffff);
}

std::size_t round_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

// One violation that says all of its rule; the others become steps.
Violation joined(const std::vector<Violation>& violations) {
  Violation first = violations.front();
  for (std::size_t i = 1; i < violations.size(); ++i) {
    const Violation& next = violations[i];
    if (next.rule == first.rule) {
      first.expected += "\n" + next.expected;
      first.actual += "\n" + next.actual;
    } else {
      note_step("also " + std::string(rule_name(next.rule)) + ": " +
                next.actual);
    }
  }
  return first;
}

}  // namespace

// The arguments where the calling convention wants them.
struct CheckedCall::Passed {
  std::vector<std::uint64_t> integers;
  std::vector<std::uint64_t> reals;
  std::vector<std::uint64_t> stack;
};

CheckedCall::CheckedCall(const void* function, std::string name)
    : function_(function), name_(std::move(name)) {}

CheckedCall& CheckedCall::integer(std::uint64_t value) {
  arguments_.push_back({Kind::integer, value});
  return *this;
}

CheckedCall& CheckedCall::integer32(std::int32_t value) {
  const auto bits = static_cast<std::uint32_t>(value);
  arguments_.push_back({Kind::integer32, bits});
  return *this;
}

CheckedCall& CheckedCall::pointer(const void* value) {
  return integer(reinterpret_cast<std::uint64_t>(value));
}

CheckedCall& CheckedCall::real(double value) {
  arguments_.push_back({Kind::real, std::bit_cast<std::uint64_t>(value)});
  return *this;
}

CheckedCall& CheckedCall::result_at(void* place) {
  result_ = place;
  return *this;
}

CheckedCall& CheckedCall::stack_size(std::size_t bytes) {
  stack_size_ = bytes;
  return *this;
}

CheckedCall& CheckedCall::room_behind_guard(std::size_t bytes) {
  behind_guard_ = bytes;
  return *this;
}

// Where x86-64 passes the address of the result, no integer can go.
bool CheckedCall::result_takes_first() const {
  return result_ != nullptr &&
         result_address().offset == integer_arguments()[0].offset;
}

CheckedCall::Passed CheckedCall::pass_arguments() const {
  Passed passed;
  const std::size_t integers =
      integer_registers - (result_takes_first() ? 1 : 0);
  for (const Argument& argument : arguments_) {
    const bool is_real = argument.kind == Kind::real;
    auto& registers = is_real ? passed.reals : passed.integers;
    const std::size_t limit = is_real ? float_registers : integers;
    const std::uint64_t bits = argument.kind == Kind::integer32
                                   ? with_dirty_upper_half(argument.bits)
                                   : argument.bits;
    (registers.size() < limit ? registers : passed.stack).push_back(bits);
  }
  return passed;
}

void CheckedCall::load_registers(const Passed& passed) const {
  Registers& before = heaplab_abi_state.before;
  fill_registers(before, Origin::preserved, Origin::scratch);
  before.stack_pointer() = running().entry;
  set_count_of_vectors(before, passed.reals.size());
  if (result_ != nullptr) {
    word_at(before, result_address()) =
        reinterpret_cast<std::uint64_t>(result_);
  }
  const auto integers =
      integer_arguments().subspan(result_takes_first() ? 1 : 0);
  for (std::size_t i = 0; i < passed.integers.size(); ++i) {
    word_at(before, integers[i]) = passed.integers[i];
  }
  for (std::size_t i = 0; i < passed.reals.size(); ++i) {
    word_at(before, float_arguments()[i]) = passed.reals[i];
  }
}

Result CheckedCall::collect() {
  if (function_ == nullptr) {
    fail(Rule::missing_function, "your file defines " + name_,
         name_ + " is not defined in your file");
  }
  Running& now = running();
  forget_values();
  forget_calls();
  const Passed passed = pass_arguments();
  CallerFrame::prepare(round_up(stack_size_, 16), passed.stack, behind_guard_);
  load_registers(passed);
  heaplab_abi_state.target = function_;
  now.name = name_;
  now.may_hit_guard = behind_guard_ != 0;
  now.guard_address = 0;
  now.function = function_;
  heaplab_abi_call();
  now.function = nullptr;
  return results();
}

Result CheckedCall::results() const {
  const Running& now = running();
  const Registers& after = heaplab_abi_state.after;
  Result result;
  result.stack_bytes = now.entry - now.stack.lowest_written();
  result.wrote_behind_guard = now.stack.written_behind_guard();
  result.stopped_at_guard = now.guard_address != 0;
  if (result.stopped_at_guard) return result;
  result.integer = word_at(after, integer_result());
  result.integer2 = word_at(after, second_integer_result());
  result.real = std::bit_cast<double>(word_at(after, float_result()));
  result.violations = violations();
  for (Violation& one : result.violations) {
    if (one.address == 0) {
      one.address = reinterpret_cast<std::uint64_t>(function_);
    }
  }
  return result;
}

// In the order of their causes.
std::vector<Violation> CheckedCall::violations() const {
  const Running& now = running();
  const Registers& after = heaplab_abi_state.after;
  std::vector<Violation> found = violations_of_calls();
  const std::uint64_t off = after.stack_pointer() - now.entry;
  if (off != 0) {
    found.push_back({Rule::stack_pointer_off,
                     "SP is on return what it was before the call",
                     stack_pointer_off_text(after.stack_pointer())});
  }
  for (Violation& one : CallerFrame::violations()) {
    found.push_back(std::move(one));
  }
  for (Violation& one : lost_registers(heaplab_abi_state.before, after)) {
    found.push_back(std::move(one));
  }
  return found;
}

Result CheckedCall::run() {
  Result result = collect();
  if (result.violations.empty()) return result;
  const Violation all = joined(result.violations);
  draw_for_finding(all.rule);
  fail(all);
}

}  // namespace heaplab::abi

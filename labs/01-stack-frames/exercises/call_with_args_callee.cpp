#include "call_with_args_callee.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "abi/picture.hpp"
#include "abi/text.hpp"

namespace heaplab::abi {
namespace {

#if defined(__x86_64__)
constexpr const char* integer_names[] = {"%rdi", "%rsi", "%rdx",
                                         "%rcx", "%r8",  "%r9"};
constexpr const char* real_prefix = "%xmm";
constexpr const char* stack_name = "%rsp";
#elif defined(__aarch64__)
constexpr const char* integer_names[] = {"x0", "x1", "x2", "x3",
                                         "x4", "x5", "x6", "x7"};
constexpr const char* real_prefix = "d";
constexpr const char* stack_name = "sp";
#endif

std::string argument(std::size_t index) {
  return "argument " + std::to_string(index + 1);
}

// Where the next argument of each kind is.
struct Places {
  std::size_t integers = 0;
  std::size_t reals = 0;
  std::size_t stacked = 0;
};

struct Place {
  std::string name;
  std::uint64_t found;
};

Place take_stacked(const CallSeen& seen, Places& places) {
  const std::size_t word = places.stacked++;
  return {"at " + std::string(stack_name) + " + " + std::to_string(8 * word) +
              " when it calls",
          seen.stack[word]};
}

// System V psABI 3.2.3, AAPCS64 "Parameter passing rules": the two kinds of
// registers are counted apart, and the stack takes what is left of both.
Place take_place(const CallSeen& seen, char kind, Places& places) {
  if (kind == 'i' && places.integers < integer_registers) {
    const std::size_t index = places.integers++;
    return {std::string("in ") + integer_names[index], seen.integers[index]};
  }
  if (kind == 'd' && places.reals < float_registers) {
    const std::size_t index = places.reals++;
    return {"in " + std::string(real_prefix) + std::to_string(index),
            std::bit_cast<std::uint64_t>(seen.reals[index])};
  }
  return take_stacked(seen, places);
}

void keep_call_picture(const CallSeen& seen,
                       const std::vector<WordNote>& notes) {
  keep_picture(draw_stack(seen.stack_pointer, seen.frame_pointer,
                          notes.size() + 4, notes));
}

}  // namespace

std::vector<std::uint64_t> random_arguments(std::size_t count) {
  std::vector<std::uint64_t> arguments;
  while (arguments.size() < count) {
    // The exponent of a double is never all ones.
    arguments.push_back(random() & ~(std::uint64_t{1} << 62));
  }
  return arguments;
}

ArgumentCallee::ArgumentCallee(std::string signature,
                               std::vector<std::uint64_t> arguments,
                               bool variadic)
    : signature_(std::move(signature)),
      arguments_(std::move(arguments)),
      variadic_(variadic),
      answer_(random()),
      callback_([this](const CallSeen& seen) { return take(seen); }) {}

std::string ArgumentCallee::name(std::uint64_t value) const {
  const auto found = std::find(arguments_.begin(), arguments_.end(), value);
  if (found == arguments_.end()) return hex(value) + ", none of the arguments";
  return argument(static_cast<std::size_t>(found - arguments_.begin())) + ", " +
         hex(value);
}

void ArgumentCallee::expect_argument(std::size_t index,
                                     const std::string& place,
                                     std::uint64_t found) const {
  if (found == arguments_[index]) return;
  fail(Rule::wrong_argument,
       argument(index) + " of " + std::to_string(arguments_.size()) + ", " +
           hex(arguments_[index]) + ", is " + place,
       "there is " + name(found));
}

// psABI 3.5.7: al is an upper bound of the vector registers used, at most 8.
void ArgumentCallee::expect_al(const CallSeen& seen, std::size_t reals) const {
#if defined(__x86_64__)
  if (seen.al >= reals && seen.al <= float_registers) return;
  fail(Rule::wrong_argument,
       "%al is the number of vector registers that have arguments, " +
           std::to_string(reals) + " (more, up to 8, is allowed)",
       "it was " + std::to_string(seen.al));
#else
  static_cast<void>(seen);
  static_cast<void>(reals);
#endif
}

std::uint64_t ArgumentCallee::take(const CallSeen& seen) {
  Places places;
  std::vector<WordNote> notes;
  for (std::size_t i = 0; i < signature_.size(); ++i) {
    const std::size_t before = places.stacked;
    take_place(seen, signature_[i], places);
    if (places.stacked == before) continue;
    notes.push_back({seen.stack_pointer + 8 * before, argument(i)});
  }
  keep_call_picture(seen, notes);
  places = {};
  for (std::size_t i = 0; i < signature_.size(); ++i) {
    const Place place = take_place(seen, signature_[i], places);
    expect_argument(i, place.name, place.found);
  }
  if (variadic_) expect_al(seen, places.reals);
  return answer_;
}

void ArgumentCallee::expect_answer(const Result& result,
                                   const std::string& call) const {
  if (callback_.calls() != 1) {
    fail(Rule::wrong_calls, call + " calls fn once",
         callback_.calls() == 0
             ? "it did not call it"
             : "it called it " + std::to_string(callback_.calls()) + " times");
  }
  if (result.integer == answer_) return;
  fail(Rule::wrong_result, call + " returns what fn returned, " + hex(answer_),
       "it returned " + hex(result.integer));
}

}  // namespace heaplab::abi

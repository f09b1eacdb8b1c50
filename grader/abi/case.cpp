#include "abi/case.hpp"

#include "abi/cases.hpp"
#include "abi/running.hpp"
#include "abi/text.hpp"
#include "abi/values.hpp"
#include "abi/verdict.hpp"

namespace heaplab::abi {
namespace {

std::uint64_t random_state = 1;

// A finding in an attempt of expect_kept_nowhere() is about what was destroyed:
// with a friendly callee there was none.
Violation attributed(const Violation& violation) {
  const Running& now = running();
  if (!now.attempt || violation.rule == Rule::missing_function) {
    return violation;
  }
  Violation kept = violation;
  kept.rule = now.kept_rule;
  kept.expected = "no value is kept " + now.kept_in +
                  " across a call: the callee may change what is there";
  kept.actual = "with what was " + now.kept_in +
                " changed by the callee: " + violation.actual;
  return kept;
}

}  // namespace

std::vector<Case>& registered_cases() {
  static std::vector<Case> cases;
  return cases;
}

Registered::Registered(const Case& registered) {
  registered_cases().push_back(registered);
}

void seed_case(std::uint64_t seed, std::string_view id) {
  std::uint64_t mixed = seed;
  for (const char letter : id) {
    mixed ^= static_cast<unsigned char>(letter);
    mixed = split_mix(mixed);
  }
  random_state = mixed;
  seed_sentinels(~mixed);
}

std::uint64_t random() { return split_mix(random_state); }

std::uint64_t random_below(std::uint64_t limit) { return random() % limit; }

void fail(const Violation& violation) { say_failed(attributed(violation)); }

void fail(Rule rule, std::string expected, std::string actual) {
  fail(Violation{rule, std::move(expected), std::move(actual)});
}

void pass() { say_passed(); }

void expect_equal(std::uint64_t expected, std::uint64_t actual,
                  std::string_view what) {
  if (expected == actual) return;
  const bool lower_half = (expected & 0xffffffff) == (actual & 0xffffffff);
  std::string found = "it is " + number(actual) + whose(actual);
  if (lower_half) found += "; its lower 32 bits are right, the upper are not";
  fail(Rule::wrong_result, std::string(what) + " is " + number(expected),
       found);
}

}  // namespace heaplab::abi

// What is tried on ctx_switch, there and back. Contract: context.hpp.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "abi/case.hpp"
#include "abi/checked_call.hpp"
#include "context_switch_places.hpp"

namespace {

using heaplab::abi::expect_equal;
using heaplab::abi::fail;
using heaplab::abi::note_step;
using heaplab::abi::Rule;
using heaplab::abi::Violation;

std::vector<Violation> switch_checked(Context& from, Context& to) {
  return heaplab::abi::checked_switch(
      reinterpret_cast<void (*)(void*, void*)>(ctx_switch), &from, &to);
}

void go_home() {
  for (;;) ctx_switch(&partner.context, &home.context);
}

HEAPLAB_CASE(enters, "switch/enters", "the first switch calls entry", 2,
             switch_and_make) {
  make(partner, go_home);
  note_step("ctx_switch(&home, &context): the first one");
  switch_checked(home.context, partner.context);
  expect_calls(1);
  expect_canaries(home);
  expect_canaries(partner);
}

// Both sides switch with sentinels of their own in every register that a switch
// keeps. What one side finds of the other was lost.
std::vector<Violation> found;

void answer_checked() {
  for (;;) {
    const auto broken = switch_checked(partner.context, home.context);
    found.insert(found.end(), broken.begin(), broken.end());
  }
}

// Until a rule is broken that `concerns` the case.
void switch_rounds(std::uint64_t rounds, bool (*concerns)(Rule)) {
  make(partner, answer_checked);
  for (std::uint64_t round = 1; round <= rounds; ++round) {
    const auto broken = switch_checked(home.context, partner.context);
    expect_calls(1);
    found.insert(found.end(), broken.begin(), broken.end());
    for (const Violation& violation : found) {
      if (!concerns(violation.rule)) continue;
      note_step("switch " + std::to_string(round) + " to the partner and back");
      fail(violation);
    }
    found.clear();
  }
  expect_canaries(partner);
}

bool is_float_control(Rule rule) { return rule == Rule::float_control_changed; }
bool is_register(Rule rule) { return !is_float_control(rule); }

HEAPLAB_CASE(registers, "switch/registers",
             "every callee-saved register is kept, on both sides", 6,
             switch_and_make) {
  switch_rounds(2, is_register);
}

HEAPLAB_CASE(float_control, "switch/float-control",
             "each side keeps its floating-point control", 3, switch_and_make) {
  switch_rounds(2, is_float_control);
}

HEAPLAB_CASE(thousand, "switch/a-thousand",
             "1,000 switches there and back lose nothing", 3, switch_and_make) {
  switch_rounds(1000, [](Rule) { return true; });
}

// What each context writes down when it runs.
std::string order;

void pass_on(Place& self, Place& next, char name) {
  for (;;) {
    order += name;
    const bool last = order.size() == 20;
    ctx_switch(&self.context, last ? &home.context : &next.context);
  }
}
void run_partner() { pass_on(partner, third, 'a'); }
void run_third() { pass_on(third, partner, 'b'); }

HEAPLAB_CASE(each_other, "switch/each-other",
             "two contexts switch to each other, past who began", 3,
             switch_and_make) {
  make(partner, run_partner);
  make(third, run_third);
  ctx_switch(&home.context, &partner.context);
  if (order == "abababababababababab") return;
  fail(Rule::wrong_calls,
       "a and b run in turn, ten times each: abababababababababab",
       "they ran like this: " + (order.empty() ? "not at all" : order));
}

// Deep in a call, with locals on the stack, on both sides.
std::uint64_t sum_of(const std::uint64_t* words, std::size_t count) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum = sum * 31 + words[i];
  return sum;
}

bool locals_survive(Place& self, Place& next, std::uint64_t seed, int depth) {
  volatile std::uint64_t words[16];
  for (std::uint64_t i = 0; i < 16; ++i) words[i] = seed * (i + depth + 1);
  std::uint64_t copy[16];
  for (int i = 0; i < 16; ++i) copy[i] = words[i];
  const std::uint64_t before = sum_of(copy, 16);
  bool kept = depth == 0 || locals_survive(self, next, seed + 1, depth - 1);
  ctx_switch(&self.context, &next.context);
  for (int i = 0; i < 16; ++i) copy[i] = words[i];
  return kept && sum_of(copy, 16) == before;
}

bool partner_kept = true;
std::uint64_t partner_rounds;

void keep_locals() {
  for (;;) {
    ++partner_rounds;
    if (!locals_survive(partner, home, 77, 9)) partner_kept = false;
  }
}

HEAPLAB_CASE(locals, "switch/locals",
             "locals ten calls deep survive the others' turns", 2,
             switch_and_make) {
  make(partner, keep_locals);
  bool kept = true;
  for (int round = 0; round < 5; ++round)
    kept = locals_survive(home, partner, 1234567, 9) && kept;
  expect_equal(5, partner_rounds, "the rounds that the partner has begun");
  if (kept && partner_kept) return;
  fail(Rule::wrong_result, "both sides find their locals as they left them",
       std::string("those of ") + (kept ? "the partner" : "the one who began") +
           " changed");
}

}  // namespace

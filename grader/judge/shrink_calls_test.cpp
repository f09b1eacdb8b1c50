#include "judge/shrink_calls.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"
#include "trace/generate.hpp"
#include "trace/write.hpp"

namespace heaplab::judge {
namespace {

constexpr std::uint64_t budget_ns = 20'000'000'000;

// Ten coroutines, each resumed over and over, with calls in between.
trace::Trace many_coroutines() {
  std::string text;
  for (int k = 0; k < 10; ++k) text += fmt::format("spawn {} 30000\n", k);
  int id = 100;
  for (int round = 0; round < 12; ++round)
    for (int k = 0; k < 10; ++k)
      text += fmt::format("resume {}\n{}\nyield\n", k,
                          round % 3 == 2 ? std::string("return")
                                         : fmt::format("call {} 3000", id++));
  return trace::parse_trace(text, "coroutines.trace");
}

void expect_few(const trace::Trace& trace, const char* name,
                const Limits& limits, std::size_t most) {
  const auto submission = hostile_submission(name);
  const Replay whole = replay(trace, submission, limits);
  ASSERT_TRUE(whole.finding) << "the trace does not show the bug";
  const FindingKind kind = whole.finding->kind;
  const trace::Trace small = shrink(trace, submission, limits, kind, budget_ns);
  EXPECT_LE(small.operations.size(), most) << trace::write_trace(small);
  EXPECT_TRUE(is_legal(small));
  const Replay again = replay(small, submission, limits);
  ASSERT_TRUE(again.finding) << trace::write_trace(small);
  EXPECT_EQ(finding_name(again.finding->kind), finding_name(kind));
}

TEST(ShrinkOfCalls, KeepsTheFramesThatShowTheBug) {
  expect_few(trace::generate("call-mix", 3, 2000),
             "stack_overwrites_a_callers_pair", stack_limits(), 3);
  expect_few(trace::generate("unwind-frames", 3, 2000),
             "stack_unwinds_one_too_many", stack_limits(), 3);
  expect_few(trace::generate("wide-tree", 3, 2000),
             "stack_returns_to_the_caller", stack_limits(), 3);
}

TEST(ShrinkOfCalls, KeepsTheCoroutinesThatShowTheBug) {
  expect_few(many_coroutines(), "coroutines_damage_a_sleeper", hostile_limits(),
             8);
}

TEST(Legal, AreTracesInWhichEveryOperationCanBeDone) {
  const auto with = [](std::size_t dropped) {
    auto trace = trace::parse_trace(
        "spawn 0 8192\nresume 0\ncall 1 8\nalloca 2 8\nreturn\nfinish\n",
        "x.trace");
    trace.operations.erase(trace.operations.begin() +
                           static_cast<std::ptrdiff_t>(dropped));
    return is_legal(trace);
  };
  EXPECT_FALSE(with(0));
  EXPECT_FALSE(with(1));
  EXPECT_FALSE(with(2));
  EXPECT_TRUE(with(3));
  EXPECT_FALSE(with(4));
  EXPECT_TRUE(with(5));
}

}  // namespace
}  // namespace heaplab::judge

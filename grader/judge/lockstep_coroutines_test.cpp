// What is said of coroutines, and that the stacks that traces ask for are
// large enough for the calls that the player makes on them.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"
#include "trace/call_stacks.hpp"

namespace heaplab::judge {
namespace {

using testing::HasSubstr;

Replay replay_on(const char* name, const std::string& operations) {
  return replay(trace::parse_trace(operations, "by-hand.trace"),
                hostile_submission(name), hostile_limits());
}

TEST(Coroutines, AFrameCostsNoMoreThanATraceCountsForIt) {
  std::string text = "spawn 0 100000\nresume 0\n";
  for (int k = 1; k <= 40; ++k) text += fmt::format("call {} {}\n", k, k * 3);
  for (int k = 41; k <= 80; ++k) text += fmt::format("alloca {} {}\n", k, k);
  const auto trace = trace::parse_trace(text, "costs.trace");
  const Replay replayed = replay(
      trace, hostile_submission("coroutines_nothing_wrong"), hostile_limits());
  ASSERT_TRUE(replayed.correct) << replayed.finding->actual;
  for (std::size_t k = 3; k < trace.operations.size(); ++k) {
    const trace::Operation& operation = trace.operations[k];
    const std::uint64_t taken = replayed.offsets[k - 1] - replayed.offsets[k];
    EXPECT_LE(taken, operation.kind == trace::OperationKind::call
                         ? trace::frame_cost(operation.bytes)
                         : trace::allocation_cost(operation.bytes));
  }
}

// Both stacks are used up but for what a switch of stacks needs. The lower one
// begins where the object ends; the upper one's bytes must not reach it.
TEST(Coroutines, StacksOfTheSmallestSizeHoldTheirFrames) {
  std::uint64_t bytes = trace::stack_bottom_bytes;
  std::string calls;
  for (int k = 10; k < 40; ++k) {
    bytes += trace::frame_cost(33) + trace::allocation_cost(1);
    calls += fmt::format("call {} 33\nalloca {} 1\n", k, k + 100);
  }
  std::string text = fmt::format("spawn 0 {0}\nspawn 1 {0}\nresume 0\n", bytes);
  text += calls + "yield\nresume 1\n";
  for (int k = 210; k < 240; ++k)
    text += fmt::format("call {} 33\nalloca {} 1\n", k, k + 100);
  text += "spawn 2 5000\nresume 2\nresume 0\nyield\nyield\nunwind 210\nyield\n";
  EXPECT_TRUE(replay_on("coroutines_nothing_wrong", text).correct);
}

TEST(Coroutines, AreChargedForTheHeap) {
  const Replay replayed = replay_on("coroutines_nothing_wrong",
                                    "spawn 0 8192\nresume 0\ncall 1 100\n");
  ASSERT_TRUE(replayed.correct);
  EXPECT_EQ(replayed.peak_payload_bytes, 100u);
  EXPECT_GE(replayed.peak_footprint_bytes, 8192u);
  EXPECT_EQ(replayed.peak_footprint_bytes, replayed.peak_heap_bytes);
}

TEST(Coroutines, FindingsNameThem) {
  const Replay replayed = replay(
      coroutines_trace(), hostile_submission("coroutines_damage_a_sleeper"),
      hostile_limits());
  ASSERT_TRUE(replayed.finding);
  EXPECT_THAT(replayed.finding->expected,
              HasSubstr("the 3000 bytes of the locals of call 10 of coroutine "
                        "0 at heap+0x"));
  EXPECT_EQ(replayed.finding->operation, "resume 1");
  EXPECT_THAT(replayed.finding->actual, HasSubstr("during this operation"));
}

TEST(Coroutines, ControlIsWhereTheTraceHasIt) {
  const Replay replayed =
      replay(coroutines_trace(), hostile_submission("coroutines_yield_to_main"),
             hostile_limits());
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(replayed.finding->line, 12u);
  EXPECT_EQ(replayed.finding->expected,
            "control goes to coroutine 1, 1 call deep");
  EXPECT_EQ(replayed.finding->actual, "it went to the main stack");
}

TEST(Coroutines, ALostRegisterIsNamed) {
  const Replay replayed = replay(
      coroutines_trace(), hostile_submission("coroutines_lose_a_register"),
      hostile_limits());
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(replayed.finding->expected,
            "in the main stack, every callee-saved register is as it was when "
            "it gave control away");
  EXPECT_THAT(replayed.finding->actual,
              HasSubstr(" and is 0x0000000000000000"));
}

}  // namespace
}  // namespace heaplab::judge

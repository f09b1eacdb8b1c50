#include "trace/call_stacks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "trace/live_blocks.hpp"
#include "trace/test_call_traces.hpp"
#include "trace/test_traces.hpp"
#include "trace/write.hpp"

namespace heaplab::trace {
namespace {

using testing::ElementsAre;

LiveBlocks after(const std::string& text) {
  LiveBlocks live;
  for (const auto& operation : parse_trace(text, "t.trace").operations) {
    live.apply(operation);
  }
  return live;
}

std::vector<std::uint32_t> frames_of(const CallStack& stack) {
  std::vector<std::uint32_t> slots;
  for (const StackFrame& frame : stack.frames) slots.push_back(frame.slot);
  return slots;
}

std::string ending_of(const std::string& text) {
  Trace trace = parse_trace(text, "t.trace");
  std::string ending;
  for (const Operation& operation : after(text).ending()) {
    ending += operation_text(trace, operation) + "\n";
  }
  return ending;
}

TEST(CallStacks, ReturnEndsTheNewestFrameWithItsBlocks) {
  const LiveBlocks live =
      after("call 0 16\ncall 1 32\nalloca 2 8\nalloca 3 9\nreturn\n");
  EXPECT_THAT(live.ended(), ElementsAre(3, 2, 1));
  EXPECT_EQ(live.bytes(), 16U);
  EXPECT_EQ(live.block(2).state, BlockState::returned);
  EXPECT_EQ(live.stacks().newest()->slot, 0U);
  EXPECT_EQ(live.stacks().caller(), nullptr);
}

TEST(CallStacks, UnwindEndsTheFramesAboveAndKeepsThatOneWhole) {
  const LiveBlocks live = after(
      "call 0 16\ncall 1 32\nalloca 2 8\ncall 3 8\nalloca 4 8\ncall 5 8\n"
      "unwind 1\n");
  EXPECT_THAT(live.ended(), ElementsAre(5, 4, 3));
  EXPECT_EQ(live.bytes(), 56U);
  EXPECT_THAT(frames_of(live.stacks().current()), ElementsAre(0, 1));
  EXPECT_EQ(live.stacks().caller()->slot, 0U);
}

TEST(CallStacks, UnwindToTheNewestFrameEndsNothing) {
  EXPECT_THAT(after("call 0 16\nalloca 1 8\nunwind 0\n").ended(),
              ElementsAre());
}

TEST(CallStacks, FindsTheNewestFrameOfAnId) {
  const LiveBlocks live = after("call 0 1\nreturn\ncall 1 1\ncall 0 1\n");
  EXPECT_THAT(frames_of(live.stacks().current()), ElementsAre(1, 0));
}

TEST(CallStacks, EachCoroutineHasAStack) {
  const LiveBlocks live = after(
      "spawn 7 8192\nspawn 8 8192\nresume 7\ncall 0 16\nresume 8\ncall 1 16\n"
      "yield\ncall 2 16\nyield\nresume 8\n");
  const CallStacks& stacks = live.stacks();
  EXPECT_EQ(stacks.running(), 1U);  // the slot of 8
  EXPECT_THAT(frames_of(stacks.current()), ElementsAre(3));
  EXPECT_THAT(frames_of(*stacks.find(0)), ElementsAre(2, 4));
  EXPECT_EQ(stacks.find(0)->state, StackState::suspended);
  EXPECT_EQ(stacks.find(main_stack)->state, StackState::waiting);
  EXPECT_EQ(stacks.current().resumed_by, main_stack);
  EXPECT_EQ(stacks.frames(), 3U);
}

TEST(CallStacks, FinishGoesBackToWhoResumed) {
  const LiveBlocks live =
      after("spawn 7 8192\nspawn 8 8192\nresume 7\nresume 8\nfinish\n");
  EXPECT_EQ(live.stacks().running(), 0U);
  EXPECT_EQ(live.stacks().find(1)->state, StackState::finished);
  EXPECT_EQ(live.stacks().live_coroutines(), 1U);
  EXPECT_EQ(live.count(), 0U);
}

TEST(CallStacks, CountsWhatRealFramesNeed) {
  const LiveBlocks live = after(
      "spawn 7 8192\nresume 7\ncall 0 17\nalloca 1 1\ncall 2 100\nreturn\n");
  EXPECT_EQ(live.stacks().current().needed_bytes,
            4096U + (32 + 256) + (16 + 32));
  EXPECT_EQ(live.stacks().current().most_needed_bytes,
            4096U + (32 + 256) + (16 + 32) + (112 + 256));
  EXPECT_EQ(frame_cost(~std::uint64_t{0} - 3), ~std::uint64_t{0});
  EXPECT_EQ(allocation_cost(~std::uint64_t{0}), ~std::uint64_t{0});
}

TEST(CallStacks, EndingReturnsFromEveryFrame) {
  EXPECT_EQ(ending_of("call 0 1\nalloca 1 1\ncall 2 1\n"), "return\nreturn\n");
  EXPECT_EQ(ending_of("call 0 1\nreturn\n"), "");
}

TEST(CallStacks, EndingResumesWhatIsSuspended) {
  EXPECT_EQ(ending_of("spawn 1 8192\nspawn 2 8192\nspawn 3 8192\nspawn 4 8192\n"
                      "resume 2\ncall 9 8\nyield\nresume 1\ncall 5 8\n"
                      "resume 3\ncall 6 8\ncall 7 8\n"),
            "return\nreturn\nfinish\nreturn\nfinish\n"
            "resume 2\nreturn\nfinish\nresume 4\nfinish\n");
}

TEST(CallStacks, WalksFramesFromTheTop) {
  const LiveBlocks live = after("call 0 1\ncall 1 1\ncall 2 1\nwalk\n");
  EXPECT_EQ(live.stacks().frame_from_top(0)->slot, 2U);
  EXPECT_EQ(live.stacks().frame_from_top(2)->slot, 0U);
  EXPECT_EQ(live.stacks().frame_from_top(3), nullptr);
}

RC_GTEST_PROP(CallStacksProperty, WhatIsLegalIsParsedAndEnds,
              (std::uint64_t seed)) {
  Random random(seed);
  for (int i = 0; i < 20; ++i) {
    Trace trace = RandomCallTrace(random.next()).make();
    RC_ASSERT(same_content(parse_trace(write_trace(trace), "t"), trace));
    LiveBlocks live;
    for (const Operation& operation : trace.operations) live.apply(operation);
    const std::vector<Operation> ending = live.ending();
    RC_ASSERT(ending.size() == live.ending_operations());
    for (const Operation& operation : ending) {
      RC_ASSERT(live.stacks().objection(operation) == CallObjection::none);
      live.apply(operation);
    }
    RC_ASSERT(live.ending_operations() == 0U);
    RC_ASSERT(live.count() == 0U);
    RC_ASSERT(live.bytes() == 0U);
  }
}

}  // namespace
}  // namespace heaplab::trace

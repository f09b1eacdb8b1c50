// What is said of call stacks, and what they are charged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"

namespace heaplab::judge {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Replay replay_on(const char* name, const char* operations) {
  return replay(trace::parse_trace(operations, "by-hand.trace"),
                hostile_submission(name), stack_limits());
}

TEST(CallStack, IsChargedFromItsTopToTheLowestByteInUse) {
  const Replay replayed = replay_on(
      "stack_nothing_wrong", "call 0 20\nalloca 1 100\nreturn\ncall 2 0\n");
  ASSERT_TRUE(replayed.correct);
  // An object of 32 bytes, a pair, 32 bytes of locals and 112 of the other.
  EXPECT_EQ(replayed.peak_footprint_bytes, 32u + 16 + 32 + 112);
  EXPECT_EQ(replayed.final_footprint_bytes, 32u + 16);
  EXPECT_EQ(replayed.peak_payload_bytes, 120u);
  EXPECT_DOUBLE_EQ(replayed.peak_utilization, 120.0 / 192);
  EXPECT_DOUBLE_EQ(replayed.average_utilization,
                   (20 + 120) / (32.0 * 4 + 48 + 160 + 16));
}

TEST(CallStack, IsChargedForBytesThatItTouchesFurtherDown) {
  const Replay replayed =
      replay_on("stack_keeps_notes_far_below", "call 0 20\nreturn\n");
  ASSERT_TRUE(replayed.correct);
  EXPECT_EQ(replayed.peak_footprint_bytes, stack_limits().heap_bytes);
}

TEST(CallStack, TellsTheReturnAddressesAndThePlacesOfItsFrames) {
  const Replay replayed = replay_on(
      "stack_nothing_wrong", "call 0 16\ncall 1 0\nreturn\nunwind 0\nreturn\n");
  const std::uint64_t top = stack_limits().heap_bytes;
  EXPECT_THAT(replayed.results,
              ElementsAre(top - 16, top - 48, 0x401010, no_offset, 0x401000));
}

TEST(CallStack, FindingsShowItsWords) {
  const Replay replayed = replay_on("stack_overwrites_a_callers_pair",
                                    "call 0 32\ncall 1 0\nalloca 2 100\n");
  ASSERT_TRUE(replayed.finding);
  const Finding& finding = *replayed.finding;
  EXPECT_EQ(finding.kind, FindingKind::caller_frame_overwritten);
  EXPECT_EQ(finding.operation, "alloca 2 100");
  EXPECT_EQ(finding.expected,
            "the return address of call 0, at top-0x8, stays 0x401000 while "
            "its frame lives");
  EXPECT_EQ(finding.actual, "it became 0x666 during this operation");
  EXPECT_THAT(finding.steps, ElementsAre("line 1: call 0 32 → top-0x30",
                                         "line 2: call 1 0 → top-0x40",
                                         "line 3: alloca 2 100 → top-0xb0"));
  EXPECT_THAT(
      finding.heap,
      HasSubstr(
          "  place          word               what\n"
          "> top-0x8        0x666              return address of frame 0 (call "
          "0)\n"
          "                 0x401000           is what belongs there\n"
          "  top-0x10       0x0                saved FP of frame 0 (call 0)\n"
          "  top-0x30       32 bytes           locals of call 0\n"
          "  top-0x38       0x401010           return address of frame 1 (call "
          "1)\n"));
  EXPECT_THAT(finding.heap, HasSubstr("saved FP of frame 1 (call 1) = "
                                      "top-0x10\n"));
  EXPECT_THAT(finding.heap,
              HasSubstr("  top-0xb0       100 bytes          alloca 2\n"));
}

TEST(CallStack, NamesTheOperationThatDestroyedAnOldFrame) {
  std::string text = "call 0 8\n";
  for (int k = 1; k < 60; ++k) text += "call " + std::to_string(k) + " 8\n";
  for (int k = 1; k < 60; ++k) text += "return\n";
  for (int k = 0; k < 500; ++k) text += "call 100 24\nreturn\n";
  const auto trace = trace::parse_trace(text, "deep.trace");
  const Replay replayed =
      replay(trace, hostile_submission("stack_forgets_late"), stack_limits());
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(replayed.finding->kind, FindingKind::caller_frame_overwritten);
  EXPECT_EQ(replayed.finding->line, 40u);
  EXPECT_EQ(replayed.finding->expected,
            "the saved frame pointer of call 0, at top-0x10, stays 0x0 while "
            "its frame lives");
}

TEST(CallStack, RefusesOnlyWhatDoesNotFit) {
  const Replay replayed =
      replay_on("stack_refuses_early", "call 0 16\ncall 1 600000\n");
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(
      replayed.finding->expected,
      "600000 bytes: of a stack of 1048544 bytes the live frames need 32, "
      "so 1048512 are left");
  EXPECT_TRUE(
      replay_on(
          "stack_nothing_wrong",
          "call 0 1048512\nexpect granted 0\ncall 1 16\nexpect refused 1\n"
          "return\nreturn\ncall 2 1048529\nexpect refused 2\nreturn\n")
          .correct);
}

TEST(CallStack, SwappedWordsAreSaidToBe) {
  const Replay replayed = replay_on("stack_swaps_the_pair", "call 0 0\n");
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(replayed.finding->expected,
            "the pair at top-0x10: 0x0, the frame pointer of the caller, which "
            "has none, then 0x401000, the return address");
}

}  // namespace
}  // namespace heaplab::judge

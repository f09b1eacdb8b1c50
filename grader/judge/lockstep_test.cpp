// What a finding says, beyond its kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"

namespace heaplab::judge {
namespace {

using testing::HasSubstr;

std::string pairs(int first, int count) {
  std::string text;
  for (int id = first; id < first + count; ++id)
    text += "a " + std::to_string(id) + " 50\nf " + std::to_string(id) + "\n";
  return text;
}

TEST(Culprit, IsTheOperationThatDidIt) {
  const auto trace =
      trace::parse_trace("a 0 6000\n" + pairs(1, 40) + "a 900 33\n" +
                             pairs(100, 200) + "f 0\nf 900\n",
                         "late.trace");
  const Replay replayed = replay(
      trace, hostile_submission("damages_long_before"), hostile_limits());
  ASSERT_TRUE(replayed.finding);
  const Finding& finding = *replayed.finding;
  EXPECT_EQ(finding.kind, FindingKind::payload_changed);
  EXPECT_EQ(finding.line, 82u);
  EXPECT_EQ(finding.operation, "a 900 33");
  EXPECT_EQ(finding.expected,
            "the 6000 bytes of block 0 at heap+0x30 stay as its owner wrote "
            "them");
  EXPECT_THAT(finding.actual, HasSubstr("during this operation"));
  EXPECT_EQ(finding.steps.front(), "line 1: a 0 6000 → heap+0x30");
  EXPECT_THAT(finding.heap, HasSubstr("bytes 1488 to 1503 of the payload"));
}

Replay replay_of(const char* name) {
  return replay(hostile_trace(), hostile_submission(name), hostile_limits());
}

TEST(Output, IsSafeForATerminal) {
  EXPECT_EQ(replay_of("prints_what_no_terminal_should_see").output,
            "::error::100\n\\x1b[2Jclear\\x07\\xff\\xfe\\x0d\n");
}

TEST(Output, IsBounded) {
  const Replay replayed = replay_of("floods_stdout");
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(replayed.finding->actual, "it printed more than 65536 bytes");
  EXPECT_LE(replayed.output.size(), hostile_limits().output_bytes);
}

TEST(Output, OfAFailedAssertIsItsMessage) {
  EXPECT_THAT(replay_of("fails_an_assertion").output,
              HasSubstr("fails_an_assertion.cpp:11: "));
  EXPECT_THAT(replay_of("fails_an_assertion").output,
              HasSubstr("Assertion `bytes == 0' failed.\n"));
}

TEST(Findings, NameTheOperationThatRan) {
  const Replay replayed = replay_of("writes_to_null");
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(replayed.finding->line, 1u);
  EXPECT_EQ(replayed.finding->operation, "a 128 64");
  EXPECT_EQ(replayed.finding->trace, "hostile.trace");
  EXPECT_EQ(replayed.finding->expected, "the operation comes back");
  EXPECT_EQ(replayed.finding->actual, "SIGSEGV: an access to address 0x0");
}

TEST(Findings, BeforeTheFirstOperationNameTheConstructor) {
  const Replay replayed = replay_of("prints_a_score_in_a_constructor");
  ASSERT_TRUE(replayed.finding);
  EXPECT_EQ(replayed.finding->line, 0u);
  EXPECT_EQ(replayed.finding->operation, "the constructor");
  EXPECT_EQ(replayed.finding->actual, "it ended the program by exit()");
  EXPECT_EQ(replayed.finding->output, "score: 100/100\n");
}

TEST(Footprint, OfABumpAllocatorIsAllThatItEverTook) {
  const auto trace =
      trace::parse_trace("a 0 64\nf 0\na 1 64\nf 1\n", "two.trace");
  const Replay replayed =
      replay(trace, hostile_submission("nothing_wrong"), hostile_limits());
  ASSERT_TRUE(replayed.correct);
  EXPECT_EQ(replayed.operations, 4u);
  EXPECT_EQ(replayed.peak_payload_bytes, 64u);
  EXPECT_EQ(replayed.peak_footprint_bytes, 16u + 2 * 80);
  EXPECT_DOUBLE_EQ(replayed.peak_utilization, 64.0 / 176);
  EXPECT_EQ(replayed.offsets,
            (std::vector<std::uint64_t>{32, no_offset, 112, no_offset}));
}

TEST(Footprint, IncludesWhatWasTakenAndGivenBackInOneOperation) {
  const auto trace = trace::parse_trace("a 0 64\nf 0\n", "one.trace");
  const Replay replayed =
      replay(trace, hostile_submission("grows_far_ahead"), hostile_limits());
  ASSERT_TRUE(replayed.correct);
  EXPECT_GE(replayed.peak_footprint_bytes, 64u << 10);
}

}  // namespace
}  // namespace heaplab::judge

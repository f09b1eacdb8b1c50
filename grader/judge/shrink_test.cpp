#include <gtest/gtest.h>

#include "judge/hostile_submissions.hpp"
#include "trace/generate.hpp"
#include "trace/write.hpp"

namespace heaplab::judge {
namespace {

constexpr std::uint64_t budget_ns = 20'000'000'000;

class Shrink : public testing::TestWithParam<const char*> {
 protected:
  // Of 2,000 operations to at most 12, which fail in the same way.
  void expect_few(const trace::Trace& trace) {
    const auto submission = hostile_submission(GetParam());
    const Replay whole = replay(trace, submission, hostile_limits());
    ASSERT_TRUE(whole.finding) << "the trace does not show the bug";
    const FindingKind kind = whole.finding->kind;
    const trace::Trace small =
        shrink(trace, submission, hostile_limits(), kind, budget_ns);
    EXPECT_LE(small.operations.size(), 12u) << trace::write_trace(small);
    const Replay again = replay(small, submission, hostile_limits());
    ASSERT_TRUE(again.finding) << trace::write_trace(small);
    EXPECT_EQ(finding_name(again.finding->kind), finding_name(kind));
  }
};

TEST_P(Shrink, AGeneratedTrace) {
  expect_few(trace::generate("realloc-growth", 3, 2000));
}

TEST_P(Shrink, ATraceFromAFile) {
  const auto made = trace::generate("random-uniform", 3, 2000);
  auto trace = trace::parse_trace(trace::write_trace(made), "made.trace");
  expect_few(trace);
}

INSTANTIATE_TEST_SUITE_P(, Shrink,
                         testing::Values("destroys_bytes_past_2048",
                                         "loses_bytes_when_it_moves",
                                         "rounds_down_by_one_byte"),
                         [](const auto& file) { return file.param; });

TEST(ShrinkOfExpectations, KeepsTheLineThatFails) {
  const auto trace = trace::parse_trace(
      "a 0 16\nexpect granted 0\na 1 16\nf 0\na 2 16\nexpect before 2 1\nf 1\n"
      "f 2\n",
      "x.trace");
  const auto small =
      shrink(trace, hostile_submission("nothing_wrong"), hostile_limits(),
             FindingKind::expectation_failed, budget_ns);
  ASSERT_FALSE(small.operations.empty());
  EXPECT_EQ(small.operations.back().line, 6u);
  EXPECT_EQ(small.operations.size(), 3u) << trace::write_trace(small);
}

}  // namespace
}  // namespace heaplab::judge

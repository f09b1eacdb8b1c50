#include "grade/score.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace heaplab::grade {
namespace {

const ThroughputRule speed{"next-fit", 16, 1};
const UtilizationRule use{{8, 8, 16, 32, true}, 0.40, 0.90};

Check check_with(Verdict verdict, double score, double max_score) {
  Check check;
  check.verdict = verdict;
  check.score = score;
  check.max_score = max_score;
  return check;
}

double throughput(const std::vector<TimedTrace>& traces) {
  return throughput_score(25, speed, traces).score;
}

double utilization(const std::vector<MeasuredTrace>& traces) {
  return utilization_score(25, use, traces).score;
}

TEST(Correctness, IsTheShareOfTheChecksPoints) {
  const AxisScore axis = correctness_score(
      50,
      {check_with(Verdict::passed, 3, 3), check_with(Verdict::failed, 0, 1)});
  EXPECT_DOUBLE_EQ(axis.score, 37.5);
  EXPECT_DOUBLE_EQ(axis.max_score, 50);
}

TEST(Correctness, LeavesOutWhatWasNotJudged) {
  const std::vector<Check> checks{check_with(Verdict::passed, 1, 1),
                                  check_with(Verdict::skipped, 0, 7),
                                  check_with(Verdict::grader_error, 0, 7)};
  EXPECT_DOUBLE_EQ(correctness_score(50, checks).score, 50);
}

TEST(Correctness, LeavesOutTheOtherAxes) {
  Check other = check_with(Verdict::failed, 0, 5);
  other.axis = Axis::throughput;
  EXPECT_DOUBLE_EQ(
      correctness_score(50, {check_with(Verdict::passed, 1, 1), other}).score,
      50);
}

TEST(Correctness, OfNoChecksIsZero) {
  EXPECT_DOUBLE_EQ(correctness_score(50, {}).score, 0);
}

TEST(Throughput, IsLogarithmicBetweenTheTwoRatios) {
  EXPECT_DOUBLE_EQ(throughput({{true, 4}}), 12.5);
  EXPECT_DOUBLE_EQ(throughput({{true, 2}}), 18.75);
  EXPECT_DOUBLE_EQ(throughput({{true, 2}, {true, 8}}), 12.5);
}

TEST(Throughput, IsClampedAtBothEnds) {
  EXPECT_DOUBLE_EQ(throughput({{true, 0.5}}), 25);
  EXPECT_DOUBLE_EQ(throughput({{true, 1}}), 25);
  EXPECT_NEAR(throughput({{true, 16}}), 0, 1e-9);
  EXPECT_NEAR(throughput({{true, 900}}), 0, 1e-9);
  EXPECT_DOUBLE_EQ(throughput({{true, 0}}), 25);
}

TEST(Throughput, CountsOnlyCorrectTraces) {
  const AxisScore axis =
      throughput_score(25, speed, {{true, 4}, {false, 0.001}});
  EXPECT_DOUBLE_EQ(axis.ratio, 4);
  EXPECT_DOUBLE_EQ(axis.score, 6.25);
  EXPECT_DOUBLE_EQ(throughput({{false, 0.001}}), 0);
  EXPECT_DOUBLE_EQ(throughput({}), 0);
}

TEST(Throughput, ATraceStoppedEarlyCountsAsR0) {
  EXPECT_DOUBLE_EQ(throughput({{true, 1}, {true, 3, 0, true}}), 12.5);
}

TEST(Throughput, PlusMinusIsInPointsAndZeroOnThePlateau) {
  const AxisScore axis = throughput_score(25, speed, {{true, 4, 0.01}});
  EXPECT_NEAR(axis.plus_minus, 25 * 0.01 / std::log(16.0), 1e-9);
  EXPECT_DOUBLE_EQ(throughput_score(25, speed, {{true, 0.5, 0.01}}).plus_minus,
                   0);
}

TEST(Utilization, IsLinearInTheFractionOfTheBound) {
  // f = 0.52 / 0.8 = 0.65, in the middle of 0.40 … 0.90.
  EXPECT_NEAR(utilization({{true, 0.52, 0.8}}), 12.5, 1e-9);
  EXPECT_NEAR(utilization({{true, 0.52, 0.8}, {true, 0.8, 0.8}}), 18.75, 1e-9);
}

TEST(Utilization, IsClampedAtBothEnds) {
  EXPECT_DOUBLE_EQ(utilization({{true, 0.1, 0.8}}), 0);
  EXPECT_DOUBLE_EQ(utilization({{true, 0.8, 0.8}}), 25);
}

TEST(Utilization, OfAnIncorrectTraceIsZero) {
  const AxisScore axis =
      utilization_score(25, use, {{false, 0.8, 0.8}, {true, 0.8, 0.8}});
  EXPECT_DOUBLE_EQ(axis.score, 12.5);
  EXPECT_DOUBLE_EQ(axis.fraction_of_bound, 0.5);
  EXPECT_DOUBLE_EQ(utilization({}), 0);
  EXPECT_DOUBLE_EQ(utilization({{true, 0.5, 0}}), 0);
}

TEST(Utilization, MayWeighTheAverageOverTime) {
  UtilizationRule rule = use;
  rule.average_weight = 0.25;
  // f = 0.75 · 0.4 / 0.8 + 0.25 · 0.9 / 0.9 = 0.625.
  const std::vector<MeasuredTrace> traces{{true, 0.4, 0.8, 0.9, 0.9}};
  const AxisScore axis = utilization_score(25, rule, traces);
  EXPECT_DOUBLE_EQ(axis.fraction_of_bound, 0.625);
  EXPECT_NEAR(axis.score, 25 * 0.225 / 0.5, 1e-9);
  EXPECT_THAT(utilization_rule(axis, rule, traces),
              testing::HasSubstr(
                  "with f = 0.75 × peak utilization / bound + 0.25 × average "
                  "utilization over the operations / its bound, and 0 for"));
  // Without a weight it does not matter.
  EXPECT_DOUBLE_EQ(utilization({{true, 0.52, 0.8, 0, 0}}),
                   utilization({{true, 0.52, 0.8, 1, 1}}));
}

RC_GTEST_PROP(ThroughputProperty, AFasterTraceNeverLosesPoints,
              (std::uint16_t a, std::uint16_t b)) {
  const double low = 0.01 + std::min(a, b) / 1000.0;
  const double high = 0.01 + std::max(a, b) / 1000.0;
  const double fast = throughput({{true, low}, {true, 2}});
  const double slow = throughput({{true, high}, {true, 2}});
  RC_ASSERT(fast >= slow);
  RC_ASSERT(slow >= 0 && fast <= 25);
}

RC_GTEST_PROP(ThroughputProperty, AnIncorrectTraceNeverGains,
              (std::uint16_t a, std::uint16_t b)) {
  const double one = 0.01 + a / 1000.0;
  const double other = 0.01 + b / 1000.0;
  RC_ASSERT(throughput({{true, one}, {true, other}}) >=
            throughput({{false, one}, {true, other}}) - 1e-9);
}

RC_GTEST_PROP(UtilizationProperty, MoreOfTheBoundNeverLosesPoints,
              (std::uint16_t a, std::uint16_t b)) {
  const double low = std::min(a, b) / 65535.0;
  const double high = std::max(a, b) / 65535.0;
  RC_ASSERT(utilization({{true, high, 0.9}}) >=
            utilization({{true, low, 0.9}}));
}

TEST(Rules, LetAReaderRecomputeThePoints) {
  const std::vector<Check> checks{check_with(Verdict::passed, 3, 3),
                                  check_with(Verdict::failed, 0, 1)};
  EXPECT_EQ(correctness_rule(correctness_score(50, checks), checks),
            "correctness: 50 × 3 points of passed checks / 4 points of all "
            "checks = 37.50");
  const std::vector<TimedTrace> timed{{true, 4}, {false, 1}};
  EXPECT_EQ(throughput_rule(throughput_score(25, speed, timed), speed, timed),
            "throughput: 25 × 1 of 2 traces correct × clamp(ln(R0 / G) / ln(R0 "
            "/ R1)) = 6.25, with G = 4.0000 the geometric mean of the correct "
            "traces' ratios to next-fit, R0 = 16 (no points), R1 = 1 (full "
            "points); a ratio counts as R0 at most, and so does a trace that "
            "was stopped early");
  ThroughputRule charged = speed;
  charged.system_call_ns = 4400;
  charged.page_ns = 1100;
  EXPECT_THAT(
      throughput_rule(throughput_score(25, charged, timed), charged, timed),
      testing::EndsWith(
          "; each call of grow(), shrink(), map(), unmap() or remap() is "
          "charged 4400 ns and each page that one brings 1100 ns, to both "
          "alike"));
  const std::vector<MeasuredTrace> used{{true, 0.52, 0.8}};
  EXPECT_EQ(utilization_rule(utilization_score(25, use, used), use, used),
            "utilization: 25 × mean over 1 traces of clamp((f - 0.4) / (0.9 - "
            "0.4)) = 12.50, with f = peak utilization / bound, and 0 for a "
            "trace that is not correct; the bound is that of blocks with 8 "
            "bytes of header, 8 of footer, rounded up to 16, at least 32");
}

}  // namespace
}  // namespace heaplab::grade

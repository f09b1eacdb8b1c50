// Right and wrong checkers on the heaps of lab 05: the grading can fail.
#include "grade/checker_trial.hpp"

#include <algorithm>

#include "grade/checker_test.hpp"

namespace heaplab::grade {
namespace {

using judge::FindingKind;
using testing::HasSubstr;

TEST_F(CheckerTest, ACompleteCheckerPassesEveryHeapOfTheLab) {
  const LabResult result = grade_real("complete");
  EXPECT_THAT(failed(result), testing::IsEmpty());
  EXPECT_DOUBLE_EQ(result.score, 20);
  const auto counted = [&](Verdict verdict, bool chaff) {
    return std::count_if(
        result.checks.begin(), result.checks.end(), [&](const Check& check) {
          return check.verdict == verdict && (check.max_score > 0) == chaff;
        });
  };
  EXPECT_GE(counted(Verdict::passed, true), 30);
  EXPECT_GE(counted(Verdict::passed, false), 8);
}

TEST_F(CheckerTest, OneThatCallsAllSoundEarnsNothing) {
  const LabResult result = grade_real("always_sound");
  EXPECT_DOUBLE_EQ(result.score, 0);
  EXPECT_THAT(check(result, "checker/cycle").finding->expected,
              HasSubstr("Class of corruption: cycle in a list. Here list 1 "
                        "comes to the block at heap+0x38 twice"));
  for (const Check& check : result.checks) {
    if (!check.finding) continue;
    EXPECT_EQ(check.finding->kind, FindingKind::checker_missed) << check.id;
    EXPECT_THAT(check.finding->expected, HasSubstr("Class of corruption: "));
  }
}

TEST_F(CheckerTest, OneThatCallsAllBrokenEarnsNothing) {
  const LabResult result = grade_real("always_broken");
  EXPECT_DOUBLE_EQ(result.score, 0);
  EXPECT_EQ(result.checks.front().finding->actual,
            "false, and it wrote: something is always wrong");
  EXPECT_THAT(failed(result), testing::SizeIs(testing::Ge(40u)));
}

TEST_F(CheckerTest, WhatOneForgetsIsAllThatItMisses) {
  EXPECT_THAT(failed(grade_real("forgets_footers")),
              testing::ElementsAre("checker/footer-has-bits",
                                   "checker/footer-too-small"));
}

TEST_F(CheckerTest, OneThatFollowsAnyLinkCrashesThere) {
  const LabResult result = grade_real("follows_any_link");
  EXPECT_THAT(check(result, "checker/link-outside").finding->actual,
              HasSubstr("no answer, crash: SIGSEGV: an access to address 0x"));
  EXPECT_THAT(check(result, "checker/link-outside").finding->source,
              HasSubstr("tried.hpp:"));
  EXPECT_EQ(check(result, "checker/cycle").verdict, Verdict::passed);
}

TEST_F(CheckerTest, OneThatLoopsInACycleIsTold) {
  const LabResult result = grade_real("loops_in_cycles");
  EXPECT_THAT(check(result, "checker/cycle").finding->actual,
              HasSubstr("no answer, time-out: it did not within 500 ms"));
}

TEST_F(CheckerTest, AClassWithoutACheckerGetsOneFinding) {
  const LabResult result = grade_real("none");
  ASSERT_EQ(ids(result), "checker ");
  EXPECT_EQ(result.checks[0].finding->kind, FindingKind::missing_operation);
  EXPECT_EQ(result.checks[0].finding->expected,
            "the class has: static bool check_heap(const heaplab::HeapImage& "
            "heap, std::ostream& why)");
  EXPECT_DOUBLE_EQ(result.score, 0);
  EXPECT_DOUBLE_EQ(result.max_score, 20);
}

}  // namespace
}  // namespace heaplab::grade

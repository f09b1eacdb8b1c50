#include "grade/checker_checks.hpp"

#include "grade/checker_test.hpp"
#include "grade/tried_heaps.hpp"

namespace heaplab::grade {
namespace {

using judge::CheckerVerdict;
using judge::FindingKind;
using testing::HasSubstr;

namespace fs = std::filesystem;

TEST_F(CheckerTest, BrokenHeapsThatCanBeNoticedShareThePoints) {
  const LabResult result = grade();
  EXPECT_EQ(ids(result),
            "checker/sound checker/footer checker/lost checker/unseen ");
  EXPECT_EQ(check(result, "checker/sound").verdict, Verdict::passed);
  EXPECT_DOUBLE_EQ(check(result, "checker/sound").max_score, 0);
  EXPECT_DOUBLE_EQ(check(result, "checker/footer").score, 10);
  EXPECT_DOUBLE_EQ(check(result, "checker/lost").score, 10);
  EXPECT_EQ(check(result, "checker/unseen").verdict, Verdict::skipped);
  EXPECT_EQ(check(result, "checker/unseen").reason,
            "nobody can notice it, because it is a payload");
  EXPECT_DOUBLE_EQ(result.score, 20);
  EXPECT_THAT(result.rules,
              testing::Contains(
                  "checker: 20 points of checks × 2 of 2 broken heaps noticed "
                  "= 20.00; 0 when one of the 1 sound heaps is not called "
                  "sound"));
}

TEST_F(CheckerTest, WhatIsMissedIsNamedDrawnAndRepeated) {
  about_broken_ = answer(true, "fine");
  const LabResult result = grade();
  const judge::Finding& finding = *check(result, "checker/footer").finding;
  EXPECT_EQ(finding.kind, FindingKind::checker_missed);
  EXPECT_EQ(finding.trace, "labs/04-list/heaps/footer.heap");
  EXPECT_EQ(finding.operation, "check_heap");
  EXPECT_EQ(finding.expected,
            "check_heap() returns false. Class of corruption: wrong footer. "
            "Here the free block at heap+0x8 has 32 bytes, and its footer says "
            "48");
  EXPECT_EQ(finding.actual, "true, and it wrote: fine");
  EXPECT_EQ(finding.hint, "look at its end");
  EXPECT_EQ(finding.reproduce, "./lab check 04-list checker/footer");
  EXPECT_THAT(finding.heap,
              HasSubstr("> 0x00000008       32  free       allocated  48"));
  EXPECT_DOUBLE_EQ(result.score, 0);
}

TEST_F(CheckerTest, OneFalseAlarmTakesAllPoints) {
  about_sound_ = answer(false, "too quiet");
  const LabResult result = grade();
  const judge::Finding& alarm = *check(result, "checker/sound").finding;
  EXPECT_EQ(alarm.kind, FindingKind::checker_false_alarm);
  EXPECT_EQ(alarm.expected,
            "check_heap() returns true: this heap is sound. One false alarm "
            "takes the points of all broken heaps");
  EXPECT_EQ(alarm.actual, "false, and it wrote: too quiet");
  const judge::Finding& taken = *check(result, "checker/lost").finding;
  EXPECT_EQ(taken.kind, FindingKind::checker_false_alarm);
  EXPECT_EQ(taken.actual,
            "this one was noticed, but so was checker/sound, which is sound: "
            "an alarm that also rings for nothing earns nothing");
  EXPECT_EQ(taken.reproduce, "./lab check 04-list checker/sound");
  EXPECT_DOUBLE_EQ(result.score, 0);
  EXPECT_DOUBLE_EQ(result.max_score, 20);
}

TEST_F(CheckerTest, ASoundHeapCountsForACheckThatIsGradedAlone) {
  about_sound_ = answer(false, "");
  options_.check = "checker/lost";
  const LabResult result = grade();
  EXPECT_EQ(ids(result), "checker/lost ");
  EXPECT_DOUBLE_EQ(result.score, 0);
  EXPECT_DOUBLE_EQ(result.max_score, 10);
}

TEST_F(CheckerTest, NoAnswerIsNoNotice) {
  about_broken_.failure.emplace();
  about_broken_.failure->kind = FindingKind::crash;
  about_broken_.failure->actual = "SIGSEGV: an access to address 0x40";
  const LabResult result = grade();
  const judge::Finding& finding = *check(result, "checker/lost").finding;
  EXPECT_EQ(finding.kind, FindingKind::checker_missed);
  EXPECT_EQ(finding.actual,
            "no answer, crash: SIGSEGV: an access to address 0x40");
}

TEST_F(CheckerTest, TimeSpentInTimeOutsIsBounded) {
  about_broken_.failure.emplace();
  about_broken_.failure->kind = FindingKind::time_out;
  options_.hang_budget_s = 1e-9;
  const LabResult result = grade();
  EXPECT_THAT(check(result, "checker/lost").finding->actual,
              HasSubstr("no answer, time-out: not run: on the heaps before it "
                        "check_heap() took"));
}

TEST_F(CheckerTest, AFailureOfTheJudgeIsNoZero) {
  services_.check_image = [](const auto&, const auto&,
                             const auto&) -> CheckerVerdict {
    throw GraderError("no memory");
  };
  const LabResult result = grade();
  EXPECT_EQ(result.status, Status::grader_error);
  EXPECT_EQ(result.message, "checker/sound: no memory");
}

TEST_F(CheckerTest, AnUnknownHeapNamesTheNearest) {
  options_.check = "checker/footr";
  EXPECT_EQ(input_error(),
            "04-list has no check \"checker/footr\"; did you mean "
            "\"checker/footer\"? \"./lab check 04-list checker\" runs all of "
            "them");
}

TEST_F(CheckerTest, OtherChecksLeaveItAlone) {
  options_.check = "tests";
  EXPECT_EQ(ids(grade()), "tests ");
  options_.check = "";
  EXPECT_THAT(ids(grade()), HasSubstr("tests checker/sound"));
}

TEST_F(CheckerTest, AHeapThatIsNotWhatItSaysIsTheAuthorsMistake) {
  heap("sound", "title: t\nfree A 32\nfree B 32\n");
  EXPECT_THAT(input_error(),
              HasSubstr("sound.heap:3: expected a sound heap, found this: the "
                        "free block at heap+0x28 follows a free block"));
}

TEST_F(CheckerTest, HiddenHeapsNeedNamesOfTheirOwn) {
  write("solutions/04-list/heaps/lost.heap", "title: t\n");
  options_.hidden = true;
  EXPECT_EQ(input_error(),
            "solutions/04-list/heaps/lost.heap: expected a name of its own, "
            "found that of labs/04-list/heaps/lost.heap; rename one of them");
}

TEST_F(CheckerTest, TheHeapOfAFaultyAllocatorIsTried) {
  write("solutions/04-list/allocator.cpp", "int one;\n");
  write("solutions/04-list/chaffs/careless.patch",
        "class: free block on no list\nabout: it forgets a block\n"
        "trace: labs/04-list/teaching/one.trace\n\n--- a/allocator.cpp\n"
        "+++ b/allocator.cpp\n@@ -1 +1 @@\n-int one;\n+int two;\n");
  const auto broken = heaps::build(
      heaps::parse_heap("title: t\nclass: c\nfree A 32\nunlink A\n", "h.heap"),
      4096);
  const auto sound =
      heaps::build(heaps::parse_heap("title: t\nfree A 32\n", "h.heap"), 4096);
  services_.take_heap = [&](const auto&, const judge::Submission& submission,
                            const auto&, const auto&) {
    const bool faulty = submission.name.ends_with(".patch");
    return judge::TakenHeap{faulty ? broken : sound, 1};
  };
  options_.hidden = true;
  const LabResult result = grade();
  EXPECT_EQ(check(result, "checker/careless").verdict, Verdict::passed);
  EXPECT_EQ(check(result, "checker/careless").title, "it forgets a block");
  EXPECT_EQ(check(result, "checker/reference-one").title,
            "the reference's own heap after 1 operations of one");
  services_.take_heap = [&](const auto&, const auto&, const auto&,
                            const auto&) {
    return judge::TakenHeap{sound, 1};
  };
  EXPECT_EQ(input_error(),
            (kit_.solution("04-list") / "chaffs/careless.patch").string() +
                ":3: expected a trace on which it breaks its heap, found the "
                "heap sound after every operation; choose another trace, or "
                "mend the patch");
}

TEST(FaultyAllocators, NeedThreeLinesOfHeader) {
  const sandbox::ScratchFolder scratch;
  const fs::path path = scratch.path() / "x.patch";
  write_file(path, "class: c\nabout: a\n--- a/x\n");
  try {
    read_faulty_allocator(path);
    ADD_FAILURE() << "it has no trace";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(), path.string() +
                                ":3: expected \"trace: …\", found \"--- a/x\"; "
                                "write that line first");
  }
}

}  // namespace
}  // namespace heaplab::grade

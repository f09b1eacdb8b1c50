#include "grade/exercise_checks.hpp"

#include "grade/exercise_fixture.hpp"

namespace heaplab::grade {
namespace {

using judge::FindingKind;
using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(ExerciseTest, SharesItsPointsByTheWeightsOfItsCases) {
  const LabResult result = grade();
  EXPECT_EQ(ids(result), "pair/twice-small pair/thrice-small ");
  EXPECT_EQ(check(result, "pair/twice-small").title, "twice of 2");
  EXPECT_DOUBLE_EQ(check(result, "pair/twice-small").score, 2);
  EXPECT_DOUBLE_EQ(check(result, "pair/thrice-small").score, 6);
  EXPECT_DOUBLE_EQ(result.score, 40);
}

TEST_F(ExerciseTest, FailsTheCasesOfAFunctionThatIsMissing) {
  std::string text = pair_of(native_isa());
  text.replace(text.find(".globl thrice"), 13, ".local thrice");
  hand_in(text);
  const LabResult result = grade();
  EXPECT_EQ(check(result, "pair/twice-small").verdict, Verdict::passed);
  EXPECT_EQ(finding(result, "pair/thrice-small").kind,
            FindingKind::missing_function);
  EXPECT_DOUBLE_EQ(result.score, 10);
}

TEST_F(ExerciseTest, RepeatsACaseByItsSeed) {
  options_.seed = 77;
  hand_in(pair_of(
      native_isa(), "",
      native_isa() == Isa::x86_64 ? "  movl $5, %eax\n" : "  mov x0, #5\n"));
  const judge::Finding wrong = finding(grade(), "pair/twice-small");
  EXPECT_EQ(wrong.kind, FindingKind::wrong_result);
  EXPECT_THAT(wrong.steps, ElementsAre("seed 77"));
  EXPECT_EQ(wrong.reproduce, "./lab check 01-calls pair/twice-small --seed 77");
}

TEST_F(ExerciseTest, NamesTheWayThatACaseDied) {
  const bool x86 = native_isa() == Isa::x86_64;
  hand_in(pair_of(native_isa(), x86 ? "  ud2\n" : "  udf #0\n"));
  EXPECT_EQ(finding(grade(), "pair/twice-small").actual,
            "it crashed: Illegal instruction");
  hand_in(pair_of(native_isa(),
                  x86 ? "  movl $231, %eax\n  movl $3, %edi\n  syscall\n"
                      : "  mov x8, #94\n  mov x0, #3\n  svc #0\n"));
  EXPECT_EQ(finding(grade(), "pair/twice-small").actual,
            "it ended the program, with the exit code 3");
}

TEST_F(ExerciseTest, ShowsWhatIsWrongWithAFileOnceAndGradesTheOthers) {
  add_with_cases("other", 4).assembly = {"other.S"};
  hand_in(pair_of(native_isa()), native() + "/other.S");
  hand_in("  movv 1, 2\n");
  const LabResult result = grade();
  EXPECT_THAT(findings(result), ElementsAre("pair/twice-small"));
  const Check& second = check(result, "pair/thrice-small");
  EXPECT_EQ(second.verdict, Verdict::failed);
  EXPECT_THAT(second.reason, HasSubstr("not run: " + native() + "/pair.S:1:"));
  EXPECT_EQ(check(result, "other/thrice-small").verdict, Verdict::passed);
  EXPECT_EQ(result.status, Status::graded);
}

TEST_F(ExerciseTest, RunsOneCaseOrOneExerciseAlone) {
  add_with_cases("other", 4).assembly = {"other.S"};
  hand_in(pair_of(native_isa()), native() + "/other.S");
  options_.check = "pair/thrice-small";
  EXPECT_EQ(ids(grade()), "pair/thrice-small ");
  options_.check = "other";
  EXPECT_EQ(ids(grade()), "other/twice-small other/thrice-small ");
}

TEST_F(ExerciseTest, KnowsNoOtherChecks) {
  options_.check = "pair/halve";
  EXPECT_EQ(input_error(),
            "01-calls has no check \"pair/halve\"; \"./lab check 01-calls "
            "pair\" runs all of that exercise");
  options_.check = "pairs";
  EXPECT_EQ(input_error(),
            "01-calls has no check \"pairs\"; did you mean \"pair\"? the "
            "groups are pair");
}

TEST_F(ExerciseTest, LeavesABonusOutThatIsNotAttempted) {
  Exercise& bonus = add_with_cases("more", 4);
  bonus.assembly = {"more.S"};
  bonus.bonus = true;
  BonusRule rule;
  rule.name = rule.title = "more";
  rule.points = 4;
  rule.exercise = true;
  lab_.bonuses = {rule};
  LabResult result = grade();
  EXPECT_EQ(check(result, "more/twice-small").verdict, Verdict::skipped);
  EXPECT_EQ(check(result, "more/twice-small").reason,
            "not attempted: there is no " + native() + "/more.S");
  EXPECT_EQ(result.bonuses.front().score, 0);
  hand_in("  .globl nothing\nnothing:\n  ret\n", native() + "/more.S");
  result = grade();
  EXPECT_EQ(
      check(result, "more/twice-small").reason,
      "not attempted: " + native() + "/more.S defines none of twice, thrice");
  hand_in(pair_of(native_isa()), native() + "/more.S");
  result = grade();
  EXPECT_DOUBLE_EQ(result.bonuses.front().score, 4);
  EXPECT_DOUBLE_EQ(result.score, 40);
}

// The other instruction set, where its tools are installed.
class OtherIsaTest : public ExerciseTest {
 protected:
  OtherIsaTest() {
    BonusRule rule;
    rule.name = "other";
    rule.title = "the other one";
    rule.points = 10;
    rule.other_isa = true;
    lab_.bonuses = {rule};
    tools_ = find_toolchain(other_isa());
    if (tools_.missing.empty()) install_cases(tools_);
  }

  std::string id(const std::string& name) const {
    return other() + "/pair/" + name;
  }

  Toolchain tools_;
};

TEST_F(OtherIsaTest, GivesBonusPointsByTheSameCases) {
  hand_in(pair_of(other_isa()), other() + "/pair.S");
  const LabResult result = grade();
  if (!tools_.missing.empty()) {
    EXPECT_EQ(check(result, id("twice-small")).reason, tools_.missing);
    GTEST_SKIP() << tools_.missing;
  }
  EXPECT_EQ(check(result, id("twice-small")).verdict, Verdict::passed);
  EXPECT_EQ(check(result, id("twice-small")).axis, Axis::bonus);
  EXPECT_DOUBLE_EQ(check(result, id("thrice-small")).score, 7.5);
  EXPECT_DOUBLE_EQ(result.bonuses.front().score, 10);
  EXPECT_EQ(result.bonuses.front().note, "");
}

TEST_F(OtherIsaTest, IsSkippedWhereTheKitWasBuiltWithoutACompilerForIt) {
  if (!tools_.missing.empty()) GTEST_SKIP() << tools_.missing;
  std::filesystem::remove(kit_.register_checker(other()));
  EXPECT_EQ(
      check(grade(), id("twice-small")).reason,
      fmt::format("the kit was built before {} was installed; remove {} "
                  "and run the command again",
                  std::filesystem::path(tools_.compiler).filename().string(),
                  kit_.root.string()));
}

TEST_F(OtherIsaTest, IsNotAttemptedWithoutItsFile) {
  if (!tools_.missing.empty()) GTEST_SKIP() << tools_.missing;
  const LabResult result = grade();
  EXPECT_EQ(check(result, id("twice-small")).verdict, Verdict::skipped);
  EXPECT_EQ(result.bonuses.front().note,
            "not attempted: there is no " + other() + "/pair.S");
}

TEST_F(OtherIsaTest, IsLeftOutOfAQuickCheckUnlessItIsNamed) {
  options_.correctness_only = true;
  EXPECT_EQ(ids(grade()), "pair/twice-small pair/thrice-small ");
  options_.check = other() + "/pair";
  EXPECT_EQ(ids(grade()), id("twice-small") + " " + id("thrice-small") + " ");
}

// Traces that are replayed on an exercise's object.
class ReplayedTest : public ExerciseTest {
 protected:
  ReplayedTest() {
    Exercise& stack = add("stack", 0);
    stack.replayed = "stack.cpp";
    stack.baseline = "frame-stack";
    hand_in("int stack_of_the_student;\n", "stack.cpp");
    TraceGroup group;
    group.group = "frames";
    group.folder = lab_.folder() / "frames";
    group.axes = {Axis::correctness, Axis::throughput, Axis::utilization};
    group.points = 2;
    group.exercise = "stack";
    lab_.traces = {group};
    lab_.points = {40, 10, 10};
    lab_.throughput = {"frame-stack", 16, 1};
    lab_.utilization = {{0, 0, 16, 16, true}, 0, 1};
    for (const char* name : {"a", "b"})
      write(fmt::format("labs/01-calls/frames/{}.trace", name),
            long_trace(name));
  }
};

TEST_F(ReplayedTest, GoToTheObjectAndTheBaselineOfTheirExercise) {
  std::filesystem::path object;
  std::string baseline;
  services_.time_trace = [&](const auto&, const judge::Submission& submission,
                             const judge::Submission& by, const auto&,
                             const auto&, const auto&) {
    object = submission.object;
    baseline = by.name;
    EXPECT_TRUE(std::filesystem::exists(object));
    judge::Timing timing;
    timing.ratio = 2;
    return timing;
  };
  const LabResult result = grade();
  EXPECT_EQ(ids(result),
            "pair/twice-small pair/thrice-small frames/a frames/b ");
  EXPECT_EQ(object.filename(), "submission.so");
  EXPECT_EQ(baseline, "frame-stack");
  EXPECT_GT(result.axes.at(Axis::throughput).score, 0);
}

TEST_F(ReplayedTest, FailOnceWhereItDoesNotCompile) {
  hand_in("int stack_of_the_student = ;\n", "stack.cpp");
  const LabResult result = grade();
  EXPECT_EQ(replays_, 0);
  EXPECT_THAT(findings(result), ElementsAre("frames/a"));
  EXPECT_EQ(finding(result, "frames/a").kind, FindingKind::compile_error);
  EXPECT_THAT(check(result, "frames/b").reason,
              HasSubstr("not run: stack.cpp:1:"));
  EXPECT_EQ(check(result, "pair/twice-small").verdict, Verdict::passed);
}

TEST_F(ReplayedTest, AreChosenByTheExerciseOrTheirGroup) {
  options_.check = "stack";
  EXPECT_EQ(ids(grade()), "frames/a frames/b ");
  options_.check = "frames/b";
  EXPECT_EQ(ids(grade()), "frames/b ");
}

}  // namespace
}  // namespace heaplab::grade

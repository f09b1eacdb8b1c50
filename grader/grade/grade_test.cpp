#include "grade/grade_test.hpp"

#include <gmock/gmock.h>

#include "trace/read.hpp"

namespace heaplab::grade {
namespace {

using judge::FindingKind;
using testing::HasSubstr;

TEST_F(GradeTest, ScoresACorrectSubmissionOnThreeAxes) {
  const LabResult result = grade();
  EXPECT_EQ(result.status, Status::graded);
  EXPECT_EQ(ids(result), "teaching/one programs/awk programs/perl tests ");
  EXPECT_DOUBLE_EQ(result.axes.at(Axis::correctness).score, 50);
  EXPECT_DOUBLE_EQ(result.axes.at(Axis::throughput).score, 18.75);
  EXPECT_NEAR(result.axes.at(Axis::utilization).score, 25 * 0.8, 1e-9);
  EXPECT_NEAR(result.score, 88.75, 1e-9);
  EXPECT_DOUBLE_EQ(result.max_score, 100);
  EXPECT_EQ(result.confinement, std::vector<std::string>{"rlimits"});
  EXPECT_EQ(result.rules.size(), 4u);
}

TEST_F(GradeTest, MeasuresTheTracesThatCountForMoreThanCorrectness) {
  const LabResult result = grade();
  ASSERT_EQ(result.traces.size(), 2u);
  EXPECT_EQ(result.traces[0].name, "programs/awk");
  EXPECT_EQ(result.traces[0].operations, 40u);
  EXPECT_DOUBLE_EQ(result.traces[0].bound, 0.75);
  EXPECT_DOUBLE_EQ(result.traces[0].ratio, 2);
  EXPECT_EQ(timings_, 2);
}

TEST_F(GradeTest, PointsComeFromTheGroupOrTheTrace) {
  lab_.traces[1].points = 4;
  const LabResult result = grade();
  EXPECT_DOUBLE_EQ(check(result, "teaching/one").max_score, 3);
  EXPECT_DOUBLE_EQ(check(result, "programs/perl").max_score, 4);
}

TEST_F(GradeTest, AFailingTraceEarnsNothingOnAnyAxis) {
  replay_of_["perl"] = failed_replay(FindingKind::overlap, 9);
  const LabResult result = grade();
  EXPECT_DOUBLE_EQ(result.axes.at(Axis::correctness).score, 50.0 * 4 / 5);
  EXPECT_DOUBLE_EQ(result.axes.at(Axis::throughput).score, 18.75 / 2);
  EXPECT_NEAR(result.axes.at(Axis::utilization).score, 25 * 0.4, 1e-9);
  EXPECT_EQ(timings_, 1);
}

TEST_F(GradeTest, AFindingSaysWhereAndHowToSeeItAgain) {
  replay_of_["one"] = failed_replay(FindingKind::overlap, 1);
  options_.submission = kit_.starter("04-list");
  const LabResult result = grade();
  const judge::Finding& finding = *check(result, "teaching/one").finding;
  EXPECT_EQ(finding.trace, "labs/04-list/teaching/one.trace");
  EXPECT_EQ(finding.hint, "look at one");
  EXPECT_EQ(finding.reproduce,
            "./lab check 04-list teaching/one --submission " +
                kit_.starter("04-list").string());
}

TEST_F(GradeTest, WritesAShrunkTraceThatCanBeReplayed) {
  replay_of_["perl"] = failed_replay(FindingKind::payload_changed, 9);
  replay_of_["one"] = failed_replay(FindingKind::payload_changed, 1);
  const LabResult result = grade();
  EXPECT_EQ(shrinks_, 1);  // the other has two operations
  const std::string path = check(result, "programs/perl").finding->shrunk_trace;
  EXPECT_EQ(path, "build/findings/04-list/programs-perl.trace");
  const trace::Trace small = trace::read_trace(kit_.root / path);
  EXPECT_EQ(small.operations.size(), 2u);
  EXPECT_EQ(small.title,
            "programs/perl, shrunk until only what shows payload-changed is "
            "left");
}

TEST_F(GradeTest, WhatShrinkingCostsIsBounded) {
  for (int at = 0; at < 8; ++at) {
    const std::string name = fmt::format("t{}", at);
    write("labs/04-list/programs/" + name + ".trace", long_trace(name));
    replay_of_[name] = failed_replay(FindingKind::overlap, 9);
  }
  grade();
  EXPECT_EQ(shrinks_, 3);
}

TEST_F(GradeTest, AFailureOfTheJudgeIsNoZero) {
  services_.replay = [](const trace::Trace& trace, const auto&, const auto&) {
    if (trace.name == "perl") throw GraderError("no memory");
    return correct_replay(trace);
  };
  const LabResult result = grade();
  EXPECT_EQ(result.status, Status::grader_error);
  EXPECT_EQ(result.message, "programs/perl: no memory");
  EXPECT_EQ(check(result, "programs/perl").verdict, Verdict::grader_error);
  EXPECT_DOUBLE_EQ(result.axes.at(Axis::correctness).score, 50);
}

TEST_F(GradeTest, AFailureBeforeAnyCheckIsAGraderErrorToo) {
  services_.run_confined = [](const auto&, const auto&,
                              const auto&) -> sandbox::CommandOutcome {
    throw GraderError("no processes");
  };
  const LabResult result = grade();
  EXPECT_EQ(result.status, Status::grader_error);
  EXPECT_EQ(result.message, "no processes");
}

TEST_F(GradeTest, WhatDoesNotCompileIsUngradable) {
  services_.run_confined = [](const auto&, const auto&, const auto&) {
    return sandbox::CommandOutcome{false, 1, 0, "allocator.cpp:3:1: error: x"};
  };
  const LabResult result = grade();
  EXPECT_EQ(result.status, Status::ungradable);
  EXPECT_EQ(result.message, "allocator.cpp does not compile");
  EXPECT_DOUBLE_EQ(result.score, 0);
  EXPECT_DOUBLE_EQ(result.max_score, 100);
  EXPECT_EQ(check(result, "compile").finding->source, "allocator.cpp:3");
  EXPECT_EQ(replays_, 0);
}

TEST_F(GradeTest, WithoutTheOtherAxesNothingIsTimed) {
  options_.correctness_only = true;
  const LabResult result = grade();
  EXPECT_EQ(timings_, 0);
  EXPECT_EQ(result.axes.size(), 1u);
  EXPECT_DOUBLE_EQ(result.max_score, 50);
  EXPECT_TRUE(result.traces.empty());
}

TEST_F(GradeTest, OneCheckIsScoredByItself) {
  options_.check = "teaching/one";
  const LabResult result = grade();
  EXPECT_EQ(ids(result), "teaching/one ");
  EXPECT_DOUBLE_EQ(result.score, 3);
  EXPECT_DOUBLE_EQ(result.max_score, 3);
  options_.check = "programs";
  EXPECT_EQ(ids(grade()), "programs/awk programs/perl ");
  options_.check = "tests";
  EXPECT_EQ(ids(grade()), "tests ");
}

TEST_F(GradeTest, AnUnknownCheckNamesTheNearest) {
  options_.check = "programs/pearl";
  EXPECT_EQ(input_error(),
            "04-list has no check \"programs/pearl\"; did you mean "
            "\"programs/perl\"? the groups are tests, teaching, programs");
}

TEST_F(GradeTest, HiddenTracesAndVariantsEnterAnInstructorsScore) {
  TraceGroup hidden = lab_.traces[1];
  hidden.group = "hidden";
  hidden.variants = false;
  hidden.folder = kit_.solution("04-list") / "hidden";
  lab_.hidden = {hidden};
  write("solutions/04-list/hidden/secret.trace", long_trace("secret"));
  EXPECT_EQ(grade().checks.size(), 4u);
  options_.hidden = true;
  options_.seed = 9;
  replay_of_["secret"] = failed_replay(FindingKind::overlap, 9);
  const LabResult result = grade();
  EXPECT_EQ(ids(result),
            "teaching/one programs/awk programs-variants/awk "
            "programs/perl programs-variants/perl hidden/secret tests ");
  EXPECT_EQ(result.seed, 9u);
  EXPECT_EQ(check(result, "hidden/secret").finding->reproduce,
            "./lab check 04-list hidden/secret --hidden --seed 9");
}

TEST_F(GradeTest, SaysThatAHandoutHasNoHiddenTraces) {
  options_.hidden = true;
  EXPECT_EQ(input_error(),
            (kit_.root / "solutions/04-list").string() +
                ": expected the hidden traces there, found nothing; a handout "
                "has none: grade without --hidden");
}

TEST_F(GradeTest, OtherTracesTakeThePlaceOfTheLabs) {
  write("mine/a.trace", long_trace("a"));
  write("mine/b.trace", long_trace("b"));
  options_.traces = kit_.root / "mine";
  EXPECT_EQ(ids(grade()), "traces/a traces/b ");
  EXPECT_EQ(timings_, 2);
  options_.traces = kit_.root / "mine" / "a.trace";
  EXPECT_EQ(ids(grade()), "traces/a ");
  options_.traces = "/nonexistent";
  EXPECT_EQ(input_error(),
            "/nonexistent: expected a trace or a folder of traces, found "
            "nothing there; check the path");
}

TEST_F(GradeTest, TellsHowFarItIs) {
  std::vector<std::string> steps;
  std::size_t last = 0;
  std::size_t total = 0;
  options_.progress = [&](const Progress& progress) {
    steps.push_back(progress.what);
    EXPECT_EQ(progress.lab, "04-list");
    last = progress.done;
    total = progress.total;
  };
  grade();
  EXPECT_EQ(steps.front(), "compiling");
  EXPECT_EQ(steps.back(), "timing programs/perl");
  EXPECT_EQ(last + 1, total);
}

TEST_F(GradeTest, ABaselineThatCannotRunIsTheKitsFault) {
  services_.time_trace = [](const auto&, const auto&, const auto&, const auto&,
                            const auto&, const auto&) -> judge::Timing {
    throw GraderError("no baseline");
  };
  const LabResult result = grade();
  EXPECT_EQ(result.status, Status::grader_error);
  EXPECT_EQ(check(result, "throughput/programs/perl").reason, "no baseline");
  EXPECT_THAT(result.message, HasSubstr("no baseline"));
}

}  // namespace
}  // namespace heaplab::grade

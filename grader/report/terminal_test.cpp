#include "report/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "report/result_fixture.hpp"
#include "trace/printable.hpp"

namespace heaplab::report {
namespace {

TEST(LabText, OfASubmissionThatPasses) {
  EXPECT_EQ(
      lab_text(passing_result()),
      R"(04-implicit-list  An implicit free list                             93.40 of 100
  correctness  50.00 of 50      3 of 3 checks passed
  throughput   18.40 of 25      ratio 2.310 to the baseline, ± 0.10 points
  utilization  24.9996 of 25    91.83 % of the bound

  trace             ops   ns/op     ratio utilization   bound  of bound
  programs/perl  10,000    23.1      2.31      0.8341  0.9081    0.9185
  programs-variants/a-rather-long-name
                  9,876   400.0   ≥ 40.00      0.8000  0.9000    0.8889

  passed: 1 of tests, 2 of programs

  how the points follow
    correctness: 50 × 5 points of passed checks / 5 points of all checks = 50.00
  solutions/04-implicit-list graded in 7.2 s, seed 1; confined by rlimits,
  seccomp, landlock
)");
}

TEST(LabText, ShowsTheNotesOfWhatHasPassedWhereTheyAreWanted) {
  grade::LabResult result = failing_result();
  for (grade::Check& check : result.checks)
    check.note = "the " + check.id + " is worth a look";
  TextOptions options;
  EXPECT_THAT(lab_text(result, options),
              testing::Not(testing::HasSubstr("worth a look")));
  options.notes = true;
  const std::string text = lab_text(result, options);
  EXPECT_THAT(text, testing::HasSubstr(
                        "\n  tests/Split.LeavesARemainder: the "
                        "tests/Split.LeavesARemainder is worth a look\n\n"));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("the programs/perl is")));
}

TEST(LabText, NamesASkippedCheckWithOthersOfItsReason) {
  grade::LabResult result = failing_result();
  for (const char* id : {"csv/missing-nul", "csv/whole-file"}) {
    result.checks.emplace_back();
    result.checks.back().id = id;
    result.checks.back().verdict = grade::Verdict::skipped;
    result.checks.back().reason = "needs Valgrind";
  }
  EXPECT_THAT(
      lab_text(result, {}),
      testing::HasSubstr(
          "\n  skipped: csv/missing-nul, csv/whole-file: needs Valgrind\n"
          "  skipped: tests: needs the test program\n"));
}

TEST(LabText, SaysWhatCouldNotBeGraded) {
  grade::LabResult result = failing_result();
  EXPECT_THAT(lab_text(result, {}),
              testing::Not(testing::HasSubstr("partial:")));
  result.max_score = 60;
  result.ungraded = 40;
  EXPECT_THAT(
      lab_text(result, {}),
      testing::HasSubstr("\n  partial: 40.00 of 100.00 points could not "
                         "be graded here; they count neither\n  way\n"));
}

TEST(LabText, ShowsTheAverageWhereItIsScored) {
  grade::LabResult result = passing_result();
  for (grade::TraceResult& trace : result.traces) {
    trace.average_bound = 0.8;
    trace.average_weight = 0.5;
  }
  EXPECT_THAT(lab_text(result),
              testing::HasSubstr("  trace            ops   ns/op    ratio    "
                                 "peak of bound  average of bound\n"
                                 "  programs/perl 10,000    23.1     2.31  "
                                 "0.8341   0.9185   0.5000   0.6250\n"
                                 "  programs-variants/a-rather-long-name\n"
                                 "                 9,876   400.0  ≥ 40.00  "
                                 "0.8000   0.8889   0.5000   0.6250\n"));
}

TEST(LabText, ShowsTheFirstFindingsInFullAndTheOthersInALine) {
  TextOptions options;
  options.full_findings = 1;
  EXPECT_EQ(
      lab_text(failing_result(), options),
      R"(04-implicit-list  An implicit free list                             30.00 of 100
  correctness  30.00 of 50      1 of 3 checks passed
  throughput   0.00 of 25       no correct trace to measure
  utilization  0.00 of 25       no correct trace to measure

  trace             ops   ns/op     ratio utilization   bound  of bound
  programs/perl  10,000  not correct

  failed: teaching/free-middle (0.00 of 4)
    freeing the middle block joins both neighbours
    payload-changed at labs/04-implicit-list/traces/free-middle.trace:8,
    operation f 2
    expected   every byte of block 1 as it was when it was handed out
    actual     byte 0 of block 1, at 0x200000000050, changed from 0x5b to 0x00
               while operation f 2 ran
    your line  allocator.cpp:57 in coalesce
               allocator.cpp:31 in deallocate
    steps      1. a 0 64
               2. a 1 64
               3. f 2
    the heap
    [ 80 a ][ 80 A ][ 80 f ]
             ^ block 1
    it printed
    joined 2 blocks
    hint       which headers change when you free block 1?
    again      ./lab check 04-implicit-list teaching/free-middle
    shrunk     build/findings/04-implicit-list/teaching-free.trace

  1 more failed
    programs/perl: crash at line 12
    see one in full: ./lab check 04-implicit-list programs/perl

  passed: 1 of tests
  skipped: tests: needs the test program

  how the points follow
    correctness: 50 × 5 points of passed checks / 5 points of all checks = 50.00
  starter/04-implicit-list graded in 7.2 s, seed 1; confined by rlimits,
  seccomp, landlock
)");
}

TEST(LabText, OfAFailureOfTheKitSaysSo) {
  const std::string text = lab_text(broken_result());
  EXPECT_NE(text.find(R"(
  grader error: programs/perl: no memory
  The kit failed, not the submission: the score is not final. Grade again;
  "./lab doctor" looks for the cause.

  passed: 1 of tests, 1 of programs
)"),
            std::string::npos)
      << text;
}

TEST(LabText, OfWhatDoesNotCompile) {
  grade::LabResult result;
  result.lab = "04-implicit-list";
  result.title = "An implicit free list";
  result.submission = "starter/04-implicit-list";
  result.max_score = 100;
  result.seed = 1;
  result.status = grade::Status::ungradable;
  result.message = "allocator.cpp does not compile";
  result.axes[grade::Axis::correctness].max_score = 100;
  result.checks = {
      check_of("compile", "allocator.cpp compiles", grade::Verdict::failed, 0)};
  judge::Finding finding;
  finding.kind = judge::FindingKind::compile_error;
  finding.expected = "allocator.cpp compiles";
  finding.actual = "allocator.cpp:3:10: error: 'x' was not declared";
  finding.source = "allocator.cpp:3";
  finding.output = "    3 |   return x;\n      |          ^\n";
  result.checks[0].finding = finding;
  EXPECT_EQ(
      lab_text(result),
      R"(04-implicit-list  An implicit free list                              0.00 of 100
  correctness  0.00 of 100      0 of 1 checks passed

  allocator.cpp does not compile

  failed: compile
    allocator.cpp compiles
    compile-error
    expected   allocator.cpp compiles
    actual     allocator.cpp:3:10: error: 'x' was not declared
    your line  allocator.cpp:3
    the compiler
        3 |   return x;
          |          ^

  starter/04-implicit-list graded in 0.0 s, seed 1; confined by nothing on this
  machine
)");
}

TEST(LabText, IsColouredOnlyWhenAsked) {
  TextOptions colour;
  colour.colour = true;
  EXPECT_EQ(lab_text(failing_result()).find('\x1b'), std::string::npos);
  EXPECT_NE(lab_text(failing_result(), colour).find("\x1b[31m"),
            std::string::npos);
}

TEST(LabText, StaysWithinEightyColumns) {
  for (const auto& result :
       {passing_result(), failing_result(), broken_result()}) {
    std::istringstream lines(lab_text(result));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(trace::printable_width(line), 80u) << line;
    }
  }
}

TEST(FindingText, KeepsTheLastStepsAndBoundsTheOutput) {
  judge::Finding finding;
  for (int step = 1; step <= 20; ++step) finding.steps.push_back("f 1");
  for (int line = 1; line <= 40; ++line) finding.output += "x\n";
  const std::string text = finding_text(finding);
  EXPECT_NE(text.find("    steps      … 8 before these\n"
                      "               9. f 1\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("    … and 28 more lines\n"), std::string::npos) << text;
}

TEST(OverviewText, HasARowForEachLabAndTheirSum) {
  EXPECT_EQ(
      overview_text({passing_result(), failing_result(), broken_result()}),
      R"(lab                correctness    throughput   utilization           total
04-implicit-list   50.00 of 50   18.40 of 25 24.9996 of 25    93.40 of 100
04-implicit-list   30.00 of 50    0.00 of 25    0.00 of 25    30.00 of 100
04-implicit-list   50.00 of 50   18.40 of 25 24.9996 of 25    93.40 of 100
  grader error, not final: programs/perl: no memory
total                                                        216.80 of 300
)");
}

}  // namespace
}  // namespace heaplab::report

#include "report/failures.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/result_fixture.hpp"
#include "report/terminal.hpp"

namespace heaplab::report {
namespace {

grade::Check of_exercise(std::string id, const std::string& exercise,
                         bool found, grade::Axis axis) {
  grade::Check check =
      check_of(std::move(id), "a case", grade::Verdict::failed, 1.0 / 3);
  check.exercise = exercise;
  check.axis = axis;
  if (!found) return check;
  check.finding.emplace();
  check.finding->kind = judge::FindingKind::wrong_result;
  check.finding->expected = "5";
  check.finding->actual = "6";
  check.finding->heap = "0x10  0x0";
  check.finding->pictured = "the stack";
  check.finding->reproduce = "./lab check 01 " + check.id;
  return check;
}

TEST(Failures, ShowsOneFindingOfEachExerciseInFull) {
  using grade::Axis;
  grade::LabResult result;
  result.lab = "01-calls";
  result.title = "Calls";
  result.submission = "starter/01-calls";
  result.max_score = 4;
  result.axes[Axis::correctness].max_score = 4;
  const auto add = [&result](const char* id, const char* exercise, bool found,
                             Axis axis = Axis::correctness) {
    result.checks.push_back(of_exercise(id, exercise, found, axis));
  };
  add("leaf/a", "leaf", true);
  add("leaf/b", "leaf", true);
  add("tree/a", "tree", true);
  add("tree/b", "tree", false);
  add("tree/c", "tree", false);
  add("aarch64/leaf/a", "aarch64/leaf", true, Axis::bonus);
  add("aarch64/leaf/b", "aarch64/leaf", true, Axis::bonus);
  TextOptions options;
  options.full_findings = 0;  // of a lab without exercises
  EXPECT_EQ(
      lab_text(result, options),
      R"(01-calls  Calls                                                        0.00 of 4
  correctness  0.00 of 4        0 of 5 checks passed

  failed: leaf/a (0.00 of 0.33)
    a case
    wrong-result
    expected   5
    actual     6
    the stack
    0x10  0x0
    again      ./lab check 01 leaf/a

  failed: tree/a (0.00 of 0.33)
    a case
    wrong-result
    expected   5
    actual     6
    the stack
    0x10  0x0
    again      ./lab check 01 tree/a

  3 more failed
    leaf/b: wrong-result
    tree: 2 not run, as said above
    see one in full: ./lab check 01 leaf/b

  bonus: aarch64/leaf: none of 2 checks passes; ./lab check 01-calls
  aarch64/leaf shows why

  starter/01-calls graded in 0.0 s, seed 0; confined by nothing on this machine
)");
}

TEST(Failures, CountsByGroupWhatWouldBeTooManyLines) {
  grade::LabResult result;
  for (int k = 0; k < 30; ++k) {
    result.checks.push_back(of_exercise(fmt::format("leaf/{}", k), "leaf", true,
                                        grade::Axis::correctness));
  }
  result.checks.push_back(of_exercise("frames/nested", "frame_stack", true,
                                      grade::Axis::correctness));
  result.checks.push_back(of_exercise("frames/deep", "frame_stack", true,
                                      grade::Axis::correctness));
  result.checks[3].finding->kind = judge::FindingKind::crash;
  EXPECT_THAT(lab_text(result), testing::HasSubstr(R"(
  30 more failed
    leaf: 1 of crash, 28 of wrong-result
    frame_stack: 1 of wrong-result
    see one in full: )"));
}

TEST(Failures, ShowsABonusInFullThatIsBegunOrAskedForAlone) {
  using grade::Axis;
  grade::LabResult result;
  result.checks = {
      of_exercise("aarch64/leaf/a", "aarch64/leaf", true, Axis::bonus)};
  EXPECT_THAT(lab_text(result), testing::HasSubstr("failed: aarch64/leaf/a"));
  result.checks.push_back(
      check_of("leaf/a", "a case", grade::Verdict::passed, 1));
  EXPECT_THAT(lab_text(result),
              testing::Not(testing::HasSubstr("failed: aarch64/leaf/a")));
  result.checks.push_back(
      check_of("aarch64/leaf/b", "a case", grade::Verdict::passed, 1));
  result.checks.back().exercise = "aarch64/leaf";
  EXPECT_THAT(lab_text(result), testing::HasSubstr("failed: aarch64/leaf/a"));
}

}  // namespace
}  // namespace heaplab::report

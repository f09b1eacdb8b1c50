#include "grade/unit_tests.hpp"

#include <gtest/gtest.h>

#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view report = R"({"testsuites": [{"name": "Split",
  "testsuite": [
   {"name": "LeavesARemainder", "classname": "Split", "status": "RUN",
    "result": "COMPLETED"},
   {"name": "Takes_whole", "classname": "Split", "status": "RUN",
    "result": "COMPLETED", "failures": [{"failure":
      "/k/labs/l/tests/split_test.cpp:12\nExpected equality\n  1\n  2",
      "type": ""}]},
   {"name": "Later", "classname": "Split", "status": "RUN",
    "result": "SKIPPED"}]}]})";

// A test program in sh: `body` runs the tests, with $report set.
class UnitTestsTest : public testing::Test {
 protected:
  UnitTestOptions program(const std::string& body) const {
    const fs::path path = scratch_.path() / "lab-04-list-tests";
    write_file(path,
               "#!/bin/sh\n"
               "report=\n"
               "for argument; do case $argument in\n"
               "  --gtest_list_tests) printf 'Split.\\n  One\\n  Two  # x\\n"
               "  Three\\n'; exit 0;;\n"
               "  --gtest_output=json:*) report=${argument#*json:};;\n"
               "esac; done\n" +
                   body);
    fs::permissions(path, fs::perms::owner_all);
    UnitTestOptions options;
    options.program = path;
    options.object = "/x/submission.so";
    options.player = "/x/player";
    options.points = 2;
    options.reproduce = [](const std::string& id) { return "again " + id; };
    return options;
  }

 private:
  sandbox::ScratchFolder scratch_;
};

TEST(WordsOf, SpellsATestsNameOut) {
  EXPECT_EQ(words_of("LeavesARemainder"), "Leaves a remainder");
  EXPECT_EQ(words_of("keeps_data"), "keeps data");
  EXPECT_EQ(words_of(""), "");
}

TEST_F(UnitTestsTest, MakesACheckOfEachTest) {
  const auto checks = read_test_report(std::string(report), program(""));
  ASSERT_EQ(checks.size(), 3u);
  EXPECT_EQ(checks[0].id, "tests/Split.LeavesARemainder");
  EXPECT_EQ(checks[0].title, "Leaves a remainder");
  EXPECT_EQ(checks[0].verdict, Verdict::passed);
  EXPECT_DOUBLE_EQ(checks[0].score, 2);
  EXPECT_EQ(checks[2].verdict, Verdict::skipped);
}

TEST_F(UnitTestsTest, SaysWhereAndWhatFailed) {
  const auto checks = read_test_report(std::string(report), program(""));
  ASSERT_EQ(checks[1].verdict, Verdict::failed);
  EXPECT_DOUBLE_EQ(checks[1].score, 0);
  const judge::Finding& finding = *checks[1].finding;
  EXPECT_EQ(finding.kind, judge::FindingKind::unit_test_failed);
  EXPECT_EQ(finding.trace, "Split.Takes_whole");
  EXPECT_EQ(finding.source, "split_test.cpp:12");
  EXPECT_EQ(finding.expected, "Split.Takes_whole: Takes whole");
  EXPECT_EQ(finding.actual, "Expected equality\n  1\n  2");
  EXPECT_EQ(finding.reproduce, "again tests/Split.Takes_whole");
}

TEST_F(UnitTestsTest, TellsTheProgramWhatToTest) {
  const auto options = program(
      "test \"$HEAPLAB_SUBMISSION $HEAPLAB_PLAYER\" = '/x/submission.so "
      "/x/player' || exit 9\n"
      "echo '{\"testsuites\": []}' > $report\n");
  EXPECT_TRUE(run_unit_tests(options).empty());
}

TEST_F(UnitTestsTest, AMissingProgramIsSkipped) {
  UnitTestOptions options = program("");
  options.program = "/nonexistent/lab-04-list-tests";
  const auto checks = run_unit_tests(options);
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_EQ(checks[0].verdict, Verdict::skipped);
  EXPECT_EQ(checks[0].reason,
            "needs lab-04-list-tests, which is not built; build the kit");
  EXPECT_DOUBLE_EQ(checks[0].max_score, 0);
}

TEST_F(UnitTestsTest, ACrashOfTheProgramIsTheKitsFault) {
  const auto checks = run_unit_tests(program(
      "echo '[ RUN      ] Split.One'; echo '[       OK ] Split.One (0 ms)'\n"
      "echo '[ RUN      ] Split.Two'; echo 'x_test.cpp:3: Failure'\n"
      "echo '[  FAILED  ] Split.Two (0 ms)'\n"
      "kill -SEGV $$\n"));
  ASSERT_EQ(checks.size(), 3u);
  EXPECT_EQ(checks[0].verdict, Verdict::passed);
  EXPECT_EQ(checks[1].verdict, Verdict::failed);
  EXPECT_EQ(checks[2].verdict, Verdict::grader_error);
  EXPECT_EQ(checks[2].reason,
            "lab-04-list-tests ended before this test did (signal 11); this is "
            "a fault of the kit");
}

TEST_F(UnitTestsTest, TestsThatTheTimeLimitLeftAreTimeOuts) {
  UnitTestOptions options = program(
      "echo '[ RUN      ] Split.One'; echo '[       OK ] Split.One (0 ms)'\n"
      "sleep 60\n");
  options.wall_s = 0.5;
  const auto checks = run_unit_tests(options);
  ASSERT_EQ(checks.size(), 3u);
  EXPECT_EQ(checks[0].verdict, Verdict::passed);
  ASSERT_TRUE(checks[1].finding);
  EXPECT_EQ(checks[1].finding->kind, judge::FindingKind::time_out);
  EXPECT_EQ(checks[1].verdict, Verdict::failed);
}

TEST_F(UnitTestsTest, AReportThatCannotBeReadIsTheKitsFault) {
  EXPECT_THROW(read_test_report("{", program("")), GraderError);
  EXPECT_THROW(run_unit_tests(program("echo '[]' > $report\n")), GraderError);
}

}  // namespace
}  // namespace heaplab::grade

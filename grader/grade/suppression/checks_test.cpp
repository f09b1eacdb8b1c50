#include "grade/suppression/checks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grade/run.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/file.hpp"

namespace heaplab::grade::suppression {
namespace {

namespace fs = std::filesystem;
using judge::FindingKind;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view names = R"(
{
   names, in a comment's place
   Memcheck:Leak
   fun:malloc
   fun:reg_copy_name
   fun:*reg_remember*
   fun:reg_load
   ...
   fun:_Z13start_pluginsiPPc
}
)";
constexpr std::string_view padding = R"(
{
   padding
   Memcheck:Param
   write(buf)
   fun:write
   fun:reg_write
   fun:reg_save
}
)";

class SuppressionChecks : public testing::Test {
 protected:
  SuppressionChecks() {
    task_.program = fs::path(HEAPLAB_LABS) / "02-memory-errors/suppression";
    task_.file = folder_.path() / "memcheck.supp";
    task_.prefix = "suppression/";
    task_.points = 8;
  }
  void SetUp() override {
    if (!find_valgrind(tool_folders)) GTEST_SKIP() << valgrind_missing;
  }

  // Of the file's text, in the order of the checks.
  std::vector<Check> checks_of(const std::string& text) {
    write_file(task_.file, text);
    return judged();
  }
  std::vector<Check> judged() {
    std::vector<Check> checks = empty_checks(task_);
    judge_suppressions(task_, checks, sandbox::run_confined,
                       [](const std::string&) {});
    return checks;
  }
  static const Check& find(const std::vector<Check>& checks,
                           const std::string& id) {
    for (const Check& check : checks)
      if (check.id == "suppression/" + id) return check;
    throw std::runtime_error("no check " + id);
  }

  sandbox::ScratchFolder folder_;
  Task task_;
};

TEST_F(SuppressionChecks, AreListedWithTheirPoints) {
  std::vector<std::string> ids;
  double points = 0;
  for (const Check& check : empty_checks(task_)) {
    ids.push_back(check.id);
    points += check.max_score;
  }
  EXPECT_THAT(ids,
              ElementsAre("suppression/accepted", "suppression/other-plugins",
                          "suppression/copy-at-start", "suppression/reload",
                          "suppression/own-copy", "suppression/own-record",
                          "suppression/version-never-set"));
  EXPECT_EQ(points, 8);
}

TEST_F(SuppressionChecks, PassWhereOnlyTheAcceptedErrorsAreGone) {
  for (const Check& check :
       checks_of("# ours\n" + std::string(names) + std::string(padding))) {
    EXPECT_EQ(check.verdict, Verdict::passed) << check.id;
    EXPECT_EQ(check.score, check.max_score);
  }
}

TEST_F(SuppressionChecks, ShowTheStackThatHasToMatch) {
  const auto checks = checks_of(std::string(names));
  const judge::Finding& finding = find(checks, "accepted").finding.value();
  EXPECT_EQ(finding.kind, FindingKind::suppression_misses);
  EXPECT_EQ(finding.trace, "memcheck.supp");
  EXPECT_EQ(finding.expected,
            "no error in `./app mail calendar`: all of them are accepted");
  EXPECT_EQ(finding.actual,
            "1 is reported, first: Syscall param write(buf) points to "
            "uninitialised byte(s)");
  EXPECT_THAT(finding.steps,
              ElementsAre("fun:write", "fun:reg_write", "fun:reg_save",
                          "fun:_Z12save_sessionPKc", "fun:main"));
  const Check& own = find(checks, "own-copy");
  EXPECT_EQ(own.verdict, Verdict::failed);
  EXPECT_FALSE(own.finding);
  EXPECT_EQ(own.reason, "not run: what is accepted is still reported");
}

TEST_F(SuppressionChecks, NameTheErrorThatIsHidden) {
  const auto checks = checks_of(
      "{\n   all copies\n   Memcheck:Leak\n   fun:malloc\n"
      "   fun:reg_copy_name\n}\n" +
      std::string(padding));
  EXPECT_EQ(find(checks, "accepted").verdict, Verdict::passed);
  EXPECT_EQ(find(checks, "own-record").verdict, Verdict::passed);
  for (const char* id : {"copy-at-start", "reload", "own-copy"}) {
    EXPECT_EQ(find(checks, id).finding->kind, FindingKind::suppression_hides);
    EXPECT_EQ(find(checks, id).score, 0);
  }
  const judge::Finding& finding = find(checks, "own-copy").finding.value();
  EXPECT_EQ(finding.expected,
            "an error of ours is reported: 8 bytes in 1 blocks are definitely "
            "lost in loss record 6 of 8");
  EXPECT_THAT(finding.actual, HasSubstr("it is hidden by one of: "));
  EXPECT_THAT(finding.actual, HasSubstr("all copies"));
  EXPECT_THAT(finding.source,
              HasSubstr("char* title = reg_copy_name(\"A Title\");"));
  EXPECT_THAT(finding.steps, ElementsAre("fun:malloc", "fun:reg_copy_name",
                                         "fun:_Z10show_titlev", "fun:main"));
}

TEST_F(SuppressionChecks, QuoteValgrindAboutAMistakeInTheFile) {
  for (const Check& check :
       checks_of("{\n   a\n   Memcheck:Leek\n   fun:x\n}\n")) {
    EXPECT_EQ(check.finding->kind, FindingKind::suppression_misses);
    EXPECT_EQ(check.finding->line, 3u);
    EXPECT_EQ(check.finding->actual,
              "Valgrind says: unknown tool suppression type");
  }
}

TEST_F(SuppressionChecks, SayThatThereIsNoFile) {
  for (const Check& check : judged())
    EXPECT_EQ(check.finding->actual, "there is none");
}

TEST_F(SuppressionChecks, AreSkippedWithoutValgrind) {
  task_.folders = folder_.path();
  for (const Check& check : judged()) {
    EXPECT_EQ(check.verdict, Verdict::skipped);
    EXPECT_TRUE(check.ungraded);
    EXPECT_EQ(check.reason,
              "needs Valgrind, not installed: sudo apt-get install "
              "valgrind");
  }
}

TEST_F(SuppressionChecks, JudgeOnlyWhatIsWanted) {
  write_file(task_.file, std::string(names) + std::string(padding));
  std::vector<Check> checks = empty_checks(task_);
  checks = {find(checks, "reload")};
  judge_suppressions(task_, checks, sandbox::run_confined,
                     [](const std::string&) {});
  EXPECT_EQ(checks[0].verdict, Verdict::passed);
}

}  // namespace
}  // namespace heaplab::grade::suppression

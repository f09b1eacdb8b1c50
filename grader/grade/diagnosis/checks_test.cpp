#include "grade/diagnosis/checks.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grade/diagnosis/sheet.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/file.hpp"

namespace heaplab::grade::diagnosis {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class DiagnosisChecks : public testing::Test {
 protected:
  DiagnosisChecks() {
    for (const char* name : {"01-one", "02-two"}) {
      Program program;
      program.name = name;
      program.file = std::string(name) + ".cpp";
      program.title = "a program";
      program.error_class = "double-free";
      program.cwes = {415, 825};
      program.explanation = "Two owners.";
      program.lines = {"//! allocated", "new int;", "", "//! guilty",
                       "  delete p;"};
      programs_.push_back(std::move(program));
    }
  }
  std::vector<Check> checks_of(const std::string& text) {
    write_file(file(), text);
    Task task;
    task.file = file();
    task.student = wanted_;
    task.prefix = "diagnosis/";
    task.points = 8;
    return diagnosis_checks(task, programs_);
  }
  static std::string answers(const std::string& error_class,
                             const std::string& cwe, const std::string& guilty,
                             const std::string& allocated) {
    return fmt::format(
        "student = \"ana\"\n[01-one]\nclass = {}\ncwe = {}\nguilty = {}\n"
        "allocated = {}\n[02-two]\nclass = \"leak\"\n",
        error_class, cwe, guilty, allocated);
  }
  fs::path file() const { return folder_.path() / "diagnosis.toml"; }

  sandbox::ScratchFolder folder_;
  std::vector<Program> programs_;
  std::string wanted_;
};

TEST_F(DiagnosisChecks, PassWithTheRightAnswersAndExplain) {
  const auto checks = checks_of(answers("\"double-free\"", "825", "3", "1"));
  ASSERT_EQ(checks.size(), 3u);
  EXPECT_EQ(checks[0].id, "diagnosis/student");
  EXPECT_EQ(checks[0].verdict, Verdict::passed);
  EXPECT_EQ(checks[0].max_score, 0);
  EXPECT_EQ(checks[1].id, "diagnosis/01-one");
  EXPECT_EQ(checks[1].title, "diagnosed: a program");
  EXPECT_EQ(checks[1].verdict, Verdict::passed);
  EXPECT_EQ(checks[1].score, 4);
  EXPECT_EQ(checks[1].note, "Two owners.");
}

TEST_F(DiagnosisChecks, GiveAPartOfThePointsAndSayWhichAnswersAreWrong) {
  const Check check = checks_of(answers("\"leak\"", "415", "1", "7"))[1];
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_EQ(check.score, 1);
  EXPECT_EQ(check.note, "");
  const judge::Finding& finding = check.finding.value();
  EXPECT_EQ(finding.kind, judge::FindingKind::wrong_answer);
  EXPECT_EQ(finding.trace, "diagnosis.toml");
  EXPECT_EQ(finding.line, 3u);
  EXPECT_EQ(finding.actual, "1 of 4 answers are right");
  EXPECT_THAT(finding.steps,
              ElementsAre("class = \"leak\": not right", "cwe = 415: right",
                          "guilty = 1: not right; that line is `new int;`",
                          "allocated = 7: not right; source.cpp has 3 lines"));
  EXPECT_EQ(finding.hint,
            "compare build/diagnosis/ana/01-one/report.txt with source.cpp "
            "beside it; index.txt says what each answer means");
}

TEST_F(DiagnosisChecks, NeverTellARightAnswer) {
  const auto checks = checks_of(answers("\"leak\"", "1", "2", "0"));
  for (const Check& check : checks) {
    if (!check.finding) continue;
    std::string all =
        check.finding->expected + check.finding->actual + check.finding->hint;
    for (const std::string& step : check.finding->steps) all += step;
    EXPECT_THAT(all, testing::Not(testing::HasSubstr("double-free")));
    EXPECT_THAT(all, testing::Not(testing::HasSubstr("415")));
    EXPECT_THAT(all, testing::Not(testing::HasSubstr("delete")));
  }
}

TEST_F(DiagnosisChecks, SayWhatIsNoAnswer) {
  const auto steps = [this](const std::string& text) {
    return checks_of(text)[1].finding->steps;
  };
  EXPECT_THAT(steps(answers("\"duble-free\"", "\"415\"", "-3", "1.5")),
              ElementsAre("class = \"duble-free\": no such class; did you mean "
                          "\"double-free\"?",
                          "cwe: it is no whole number; write it without quotes",
                          "guilty: it is no whole number; write it without "
                          "quotes",
                          "allocated: it is no whole number; write it without "
                          "quotes"));
  EXPECT_THAT(steps(answers("\"zzzzzzzzzz\"", "1", "2", "0")),
              testing::Contains("class = \"zzzzzzzzzz\": no such class; "
                                "index.txt has the list"));
  EXPECT_THAT(steps(answers("4", "1", "2", "0")),
              testing::Contains("class: it is no word in quotes"));
  EXPECT_THAT(steps("student = \"ana\"\n[01-one]\ncwe = 415\n"),
              ElementsAre("class: no answer", "cwe = 415: right",
                          "guilty: no answer", "allocated: no answer"));
}

TEST_F(DiagnosisChecks, SayThatAReportHasNoAnswers) {
  const Check check = checks_of("student = \"ana\"\n")[2];
  EXPECT_EQ(check.finding->expected,
            "a table [02-two] with class, cwe, guilty, allocated");
  EXPECT_EQ(check.finding->actual, "there is none");
}

TEST_F(DiagnosisChecks, SayWhatIsWrongWithTheFile) {
  const judge::Finding none = *checks_of("student = ana\n")[1].finding;
  EXPECT_EQ(none.expected,
            "a file with a table [NAME] for each report, with lines class = "
            "\"WORD\", cwe = NUMBER, guilty = LINE and allocated = LINE");
  EXPECT_THAT(none.actual, testing::StartsWith("diagnosis.toml:1:"));
  EXPECT_EQ(none.hint, "./lab diagnose --student ID makes your reports");
  const judge::Finding stranger =
      *checks_of("student = \"ana\"\n[01-onne]\n")[0].finding;
  EXPECT_EQ(stranger.actual, "there is \"01-onne\"; did you mean \"01-one\"?");
  EXPECT_EQ(stranger.line, 2u);
  const judge::Finding key =
      *checks_of("student = \"ana\"\n[01-one]\ngilty = 3\n")[0].finding;
  EXPECT_EQ(key.actual, "there is \"gilty\"; did you mean \"guilty\"?");
}

TEST_F(DiagnosisChecks, AreOfTheStudentWhoIsAskedFor) {
  wanted_ = "boris";
  const auto checks = checks_of(answers("\"double-free\"", "415", "3", "1"));
  for (const Check& check : checks) {
    EXPECT_EQ(check.score, 0);
    EXPECT_EQ(check.finding->actual, "they are those of student \"ana\"");
  }
}

TEST(DiagnosisSolution, IsRight) {
  const fs::path source(HEAPLAB_SOURCE);
  Task task;
  task.file = source / "solutions/02-memory-errors/diagnosis.toml";
  if (!fs::exists(task.file)) GTEST_SKIP() << "a handout has no solutions";
  task.points = 30;
  for (const Check& check : diagnosis_checks(
           task, read_programs(source / "labs/02-memory-errors/diagnosis"))) {
    EXPECT_EQ(check.verdict, Verdict::passed) << check.id;
    EXPECT_EQ(check.score, check.max_score);
  }
}

}  // namespace
}  // namespace heaplab::grade::diagnosis

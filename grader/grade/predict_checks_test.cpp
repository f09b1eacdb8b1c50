#include "grade/predict_checks.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "grade/predict_sheet.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/file.hpp"

namespace heaplab::grade {
namespace {

class PredictChecks : public testing::Test {
 protected:
  std::vector<Check> checks_of(const std::string& text) {
    write_file(file(), text);
    PredictTask task;
    task.file = file();
    task.isa = Isa::x86_64;
    task.student = wanted_;
    task.points = 12;
    return predict_checks(task);
  }
  // All answers right but those in `changed`: KEY = VALUE, or none.
  std::vector<Check> with(std::map<std::string, std::string> changed,
                          const std::string& more = "") {
    std::string text = "student = \"ana\"\n[x86-64]\n";
    for (const PredictQuestion& question : sheet_.questions) {
      const auto found = changed.find(question.key);
      if (found == changed.end()) {
        text += fmt::format("{} = 0x{:x}\n", question.key, question.answer);
      } else if (!found->second.empty()) {
        text += fmt::format("{} = {}\n", question.key, found->second);
      }
    }
    return checks_of(text + more);
  }
  static judge::Finding finding_of(const std::vector<Check>& checks,
                                   const std::string& id) {
    for (const Check& check : checks) {
      if (check.id == id && check.finding) return *check.finding;
    }
    ADD_FAILURE() << "no finding of " << id;
    return {};
  }
  std::filesystem::path file() const {
    return scratch_.path() / "predict.toml";
  }

  sandbox::ScratchFolder scratch_;
  PredictSheet sheet_{"ana", Isa::x86_64};
  std::string wanted_;
};

TEST_F(PredictChecks, TakeTheRightAnswers) {
  const auto checks = with({});
  ASSERT_EQ(checks.size(), 7);
  for (const Check& check : checks) {
    EXPECT_EQ(check.verdict, Verdict::passed) << check.id;
    EXPECT_EQ(check.score, check.id == "predict/student" ? 0 : 2);
  }
}

TEST_F(PredictChecks, EachQuestionFailsByItself) {
  for (const PredictQuestion& question : sheet_.questions) {
    const auto checks =
        with({{question.key, fmt::format("{}", question.answer + 1)}});
    for (const Check& check : checks) {
      const bool meant = check.id == "predict/" + question.key;
      EXPECT_EQ(check.verdict, meant ? Verdict::failed : Verdict::passed);
    }
    const judge::Finding finding =
        finding_of(checks, "predict/" + question.key);
    EXPECT_EQ(finding.kind, judge::FindingKind::wrong_answer);
    EXPECT_EQ(finding.expected, question.words);
    EXPECT_EQ(finding.hint, question.how);
  }
}

TEST_F(PredictChecks, SayWhatStandsAtAWrongOffset) {
  const std::size_t canary = sheet_.frame.canary;
  EXPECT_EQ(
      finding_of(with({{"local", fmt::format("{}", canary)}}), "predict/local")
          .actual,
      fmt::format("0x{0:x} ({0}): the canary", canary));
  EXPECT_EQ(finding_of(with({{"local", "-8"}}), "predict/local").actual,
            "-8: below the stack pointer, outside of the dump");
  EXPECT_EQ(finding_of(with({{"local", "0x4000"}}), "predict/local").actual,
            "0x4000 (16384): above the last word of the dump");
  EXPECT_EQ(finding_of(with({{"value", "1"}}), "predict/value").actual,
            "1: no parameter and no local has it");
}

// Neither in decimal nor in hexadecimal digits, for no wrong answer.
TEST_F(PredictChecks, NeverTellTheAnswer) {
  for (const PredictQuestion& question : sheet_.questions) {
    for (const char* answer : {"", "0", "\"x\"", "99999"}) {
      const judge::Finding finding =
          finding_of(with({{question.key, answer}}), "predict/" + question.key);
      for (const std::string& text :
           {finding.expected, finding.actual, finding.hint}) {
        EXPECT_EQ(text.find(fmt::format("{} ", question.answer)),
                  std::string::npos);
        EXPECT_EQ(text.find(fmt::format("0x{:x}", question.answer)),
                  std::string::npos);
      }
    }
  }
}

TEST_F(PredictChecks, SayWhatIsMissingOrOfAWrongType) {
  const judge::Finding missing =
      finding_of(with({{"canary", ""}}), "predict/canary");
  EXPECT_EQ(missing.actual, "no answer: [x86-64] has no line canary = …");
  EXPECT_EQ(missing.line, 2);
  const judge::Finding wrong =
      finding_of(with({{"canary", "\"0x10\""}}), "predict/canary");
  EXPECT_EQ(wrong.actual,
            "it is no whole number; write 40 or 0x28, without quotes");
  EXPECT_EQ(wrong.line, 5);
  EXPECT_EQ(wrong.trace, "predict.toml");
}

TEST_F(PredictChecks, NameTheKeyNearestToAnUnknownOne) {
  const judge::Finding finding =
      finding_of(with({}, "canari = 1\n"), "predict/student");
  EXPECT_EQ(finding.actual, "there is \"canari\"; did you mean \"canary\"?");
  EXPECT_EQ(finding.line, 9);
  EXPECT_EQ(
      finding_of(checks_of("student = \"ana\"\n[x86_64]\n"), "predict/student")
          .actual,
      "there is \"x86_64\"; did you mean \"x86-64\"?");
}

TEST_F(PredictChecks, NeedAStudent) {
  for (const Check& check : checks_of("[x86-64]\n")) {
    EXPECT_EQ(check.verdict, Verdict::failed);
    EXPECT_EQ(check.finding->actual, "the key is not there");
  }
  EXPECT_EQ(finding_of(checks_of("student = \"\"\n"), "predict/value").actual,
            "it is empty");
  EXPECT_EQ(finding_of(checks_of("student = 7\n"), "predict/value").actual,
            "it is no string in quotes");
  const judge::Finding finding =
      finding_of(checks_of("\nstudent = \"\"\n"), "predict/student");
  EXPECT_EQ(finding.line, 2);
  EXPECT_EQ(finding.expected,
            "student = \"ID\": your id, 1 to 64 bytes long; the questions are "
            "made from it");
  EXPECT_EQ(finding.hint, "./lab predict --student ID prints your sheet");
}

TEST_F(PredictChecks, RefuseTheAnswersOfSomebodyElse) {
  wanted_ = "ben";
  const judge::Finding finding = finding_of(with({}), "predict/student");
  EXPECT_EQ(finding.expected, "the answers of student \"ben\"");
  EXPECT_EQ(finding.actual, "they are those of student \"ana\"");
}

TEST_F(PredictChecks, SayWhereTheFileIsNoToml) {
  const judge::Finding finding =
      finding_of(checks_of("student = \"ana\"\n[x86-64]\ncanary = -0x18\n"),
                 "predict/canary");
  EXPECT_EQ(finding.expected,
            "a file with lines KEY = NUMBER, each number decimal or 0x…");
  EXPECT_TRUE(finding.actual.starts_with("predict.toml:3:")) << finding.actual;
}

TEST_F(PredictChecks, AMissingFileIsAFinding) {
  PredictTask task;
  task.file = scratch_.path() / "none" / "predict.toml";
  for (const Check& check : predict_checks(task))
    EXPECT_EQ(check.verdict, Verdict::failed);
}

}  // namespace
}  // namespace heaplab::grade

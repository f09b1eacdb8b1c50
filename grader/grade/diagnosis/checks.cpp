#include "grade/diagnosis/checks.hpp"

#include <fmt/format.h>

#include "grade/answer_file.hpp"
#include "grade/diagnosis/folder_name.hpp"
#include "grade/diagnosis/sheet.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade::diagnosis {
namespace {

constexpr std::string_view lines =
    "a table [NAME] for each report, with lines class = \"WORD\", cwe = "
    "NUMBER, "
    "guilty = LINE and allocated = LINE";
constexpr std::string_view first_step =
    "./lab diagnose --student ID makes your reports";
constexpr std::string_view keys[] = {"class", "cwe", "guilty", "allocated"};

// What is said about one answer.
struct Judged {
  bool right = false;
  std::string words;       // "guilty = 31: not right"
  std::uint32_t line = 0;  // in the file; 0: there is no answer
};

// The answers to one report.
class Answers {
 public:
  Answers(const Program& program, const Sheet& sheet, const toml::table& table)
      : program_(program), sheet_(sheet), table_(table) {}

  Judged judge(std::string_view key) const {
    const toml::node* const node = table_.get(key);
    if (node == nullptr) return {false, fmt::format("{}: no answer", key), 0};
    Judged judged;
    judged.line = AnswerFile::line_of(*node);
    judged.words = key == "class" ? judge_class(*node, judged.right)
                                  : judge_number(key, *node, judged.right);
    return judged;
  }

 private:
  std::string judge_class(const toml::node& node, bool& right) const {
    const auto word = node.value_exact<std::string>();
    if (!word) return "class: it is no word in quotes";
    const std::string said = fmt::format("class = {}", trace::in_quotes(*word));
    if (find_class(*word) == nullptr) {
      const std::string_view near = nearest_class(*word);
      return fmt::format("{}: no such class; {}", said,
                         near.empty()
                             ? std::string("index.txt has the list")
                             : fmt::format("did you mean \"{}\"?", near));
    }
    right = *word == program_.error_class;
    return verdict(said, right);
  }

  std::string judge_number(std::string_view key, const toml::node& node,
                           bool& right) const {
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < 0) {
      return fmt::format("{}: it is no whole number; write it without quotes",
                         key);
    }
    const auto value = static_cast<std::uint64_t>(*number);
    const std::string said = fmt::format("{} = {}", key, value);
    if (key == "cwe") {
      right = program_.accepts(value);
      return verdict(said, right);
    }
    right = value == (key == "guilty" ? sheet_.guilty : sheet_.allocated);
    return verdict(said, right) + (right ? "" : what_is(value));
  }

  static std::string verdict(const std::string& said, bool right) {
    return said + (right ? ": right" : ": not right");
  }

  std::string what_is(std::uint64_t line) const {
    if (line == 0) return "";
    if (line > sheet_.source.size()) {
      return fmt::format("; source.cpp has {} lines", sheet_.source.size());
    }
    std::string_view text = sheet_.source[line - 1];
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text.empty() ? "; that line is empty"
                        : fmt::format("; that line is `{}`", text);
  }

  const Program& program_;
  const Sheet& sheet_;
  const toml::table& table_;
};

void pass(Check& check) {
  check.verdict = Verdict::passed;
  check.score = check.max_score;
  check.finding.reset();
}

void fail(Check& check, judge::Finding finding) {
  check.verdict = Verdict::failed;
  check.finding = std::move(finding);
}

std::string hint_for(const std::string& student, const Program& program) {
  return fmt::format(
      "compare build/diagnosis/{}/{}/report.txt with source.cpp beside it; "
      "index.txt says what each answer means",
      folder_name(student), program.name);
}

void judge_report(const AnswerFile& file, const std::string& student,
                  const Program& program, Check& check) {
  const toml::table* const table = file.document()[program.name].as_table();
  if (table == nullptr) {
    judge::Finding finding = file.wrong(
        fmt::format("a table [{}] with class, cwe, guilty, allocated",
                    program.name),
        "there is none");
    finding.hint = hint_for(student, program);
    return fail(check, std::move(finding));
  }
  const Sheet sheet = make_sheet(program, student);
  const Answers answers(program, sheet, *table);
  std::vector<std::string> said;
  std::size_t right = 0;
  std::uint32_t line = 0;
  for (const std::string_view key : keys) {
    Judged judged = answers.judge(key);
    said.push_back(std::move(judged.words));
    if (judged.right) ++right;
    if (!judged.right && line == 0) line = judged.line;
  }
  check.score = check.max_score * static_cast<double>(right) / std::size(keys);
  if (right == std::size(keys)) {
    check.note = program.explanation;
    return pass(check);
  }
  judge::Finding finding = file.wrong(
      "the class of the error, a CWE that describes it, the line at which it "
      "happens and the line that asked for the block",
      fmt::format("{} of {} answers are right", right, std::size(keys)),
      line != 0 ? line : AnswerFile::line_of(*table));
  finding.steps = std::move(said);
  finding.hint = hint_for(student, program);
  fail(check, std::move(finding));
}

std::vector<Check> empty_checks(const Task& task,
                                const std::vector<Program>& programs) {
  std::vector<Check> checks(1 + programs.size());
  checks[0].id = task.prefix + "student";
  checks[0].title = task.file.filename().string() + " names its student";
  for (std::size_t k = 0; k < programs.size(); ++k) {
    checks[k + 1].id = task.prefix + programs[k].name;
    checks[k + 1].title = "diagnosed: " + programs[k].title;
    checks[k + 1].max_score =
        task.points / static_cast<double>(programs.size());
  }
  return checks;
}

// A key that names no report, or that is no question in one that does.
std::optional<judge::Finding> stranger_in(
    const AnswerFile& file, const std::vector<Program>& programs) {
  std::vector<std::string_view> known{"student"};
  for (const Program& program : programs) known.push_back(program.name);
  auto found = file.stranger(file.document(), known);
  for (const Program& program : programs) {
    const toml::table* const table = file.document()[program.name].as_table();
    if (!found && table != nullptr)
      found = file.stranger(*table, {std::begin(keys), std::end(keys)});
  }
  return found;
}

}  // namespace

std::vector<Check> diagnosis_checks(const Task& task,
                                    const std::vector<Program>& programs) {
  std::vector<Check> checks = empty_checks(task, programs);
  try {
    const AnswerFile file(task.file, lines, first_step);
    const std::string student = file.student(task.student);
    if (auto stranger = stranger_in(file, programs)) {
      fail(checks[0], std::move(*stranger));
    } else {
      pass(checks[0]);
    }
    for (std::size_t k = 0; k < programs.size(); ++k)
      judge_report(file, student, programs[k], checks[k + 1]);
  } catch (const Unusable& unusable) {
    for (Check& check : checks) fail(check, unusable.finding);
  }
  return checks;
}

}  // namespace heaplab::grade::diagnosis

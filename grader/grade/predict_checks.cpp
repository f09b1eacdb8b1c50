#include "grade/predict_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grade/answer_file.hpp"
#include "grade/predict_sheet.hpp"

namespace heaplab::grade {
namespace {

constexpr std::string_view lines =
    "lines KEY = NUMBER, each number decimal or 0x…";
constexpr std::string_view first_step =
    "./lab predict --student ID prints your sheet";

// The answers to one sheet.
class Answers {
 public:
  Answers(const AnswerFile& file, const PredictSheet& sheet)
      : file_(file), sheet_(sheet) {
    const toml::node* node = file.document().get(isa_name(sheet.isa));
    if (node != nullptr) table_ = node->as_table();
  }

  // A key that is no question.
  std::optional<judge::Finding> stranger() const {
    auto found = file_.stranger(
        file_.document(),
        {"student", isa_name(Isa::x86_64), isa_name(Isa::aarch64)});
    if (!found && table_ != nullptr)
      found = file_.stranger(*table_,
                             {predict_keys().begin(), predict_keys().end()});
    return found;
  }

  std::optional<judge::Finding> wrong(const PredictQuestion& question) const {
    const toml::node* node =
        table_ == nullptr ? nullptr : table_->get(question.key);
    if (node == nullptr) return missing(question);
    const auto answer = node->value_exact<std::int64_t>();
    if (answer && *answer == static_cast<std::int64_t>(question.answer))
      return std::nullopt;
    judge::Finding finding = file_.wrong(
        question.words,
        answer ? what_is(question, *answer)
               : "it is no whole number; write 40 or 0x28, without quotes",
        AnswerFile::line_of(*node));
    finding.hint = question.how;
    return finding;
  }

 private:
  judge::Finding missing(const PredictQuestion& question) const {
    judge::Finding finding =
        file_.wrong(question.words,
                    fmt::format("no answer: [{}] has no line {} = …",
                                isa_name(sheet_.isa), question.key),
                    table_ == nullptr ? 0 : AnswerFile::line_of(*table_));
    finding.hint = question.how;
    return finding;
  }

  std::string what_is(const PredictQuestion& question,
                      std::int64_t answer) const {
    if (question.offset) {
      return answer < 0
                 ? fmt::format("{}: {}", answer, sheet_.frame.describe(answer))
                 : fmt::format("0x{:x} ({}): {}", answer, answer,
                               sheet_.frame.describe(answer));
    }
    return fmt::format("{}: {}", answer, who_has(answer));
  }

  std::string who_has(std::int64_t value) const {
    const auto bits = static_cast<std::uint64_t>(value);
    for (const Variable& variable : sheet_.variant.parameters) {
      if (variable.value == bits)
        return fmt::format("the parameter `{}` has it", variable.name);
    }
    for (const Variable& variable : sheet_.variant.locals) {
      if (variable.value == bits && variable.type != "char *")
        return fmt::format("the local `{}` has it", variable.name);
    }
    return "no parameter and no local has it";
  }

  const AnswerFile& file_;
  const PredictSheet& sheet_;
  const toml::table* table_ = nullptr;
};

std::vector<Check> empty_checks(const PredictTask& task) {
  std::vector<Check> checks(1 + predict_keys().size());
  checks[0].id = task.prefix + "student";
  checks[0].title = "predict.toml names its student";
  for (std::size_t k = 1; k < checks.size(); ++k) {
    std::string words = predict_keys()[k - 1];
    checks[k].id = task.prefix + words;
    std::replace(words.begin(), words.end(), '_', ' ');
    checks[k].title = "predicted: " + words;
    checks[k].max_score =
        task.points / static_cast<double>(predict_keys().size());
  }
  return checks;
}

void settle(Check& check, std::optional<judge::Finding> finding) {
  check.verdict = finding ? Verdict::failed : Verdict::passed;
  check.score = finding ? 0 : check.max_score;
  check.finding = std::move(finding);
}

void settle_all(const PredictTask& task, std::vector<Check>& checks) {
  const AnswerFile file(task.file, lines, first_step);
  const std::string student = file.student(task.student);
  const PredictSheet sheet(student, task.isa);
  const Answers answers(file, sheet);
  settle(checks[0], answers.stranger());
  for (std::size_t k = 1; k < checks.size(); ++k)
    settle(checks[k], answers.wrong(sheet.questions[k - 1]));
}

}  // namespace

std::vector<Check> predict_checks(const PredictTask& task) {
  std::vector<Check> checks = empty_checks(task);
  try {
    settle_all(task, checks);
  } catch (const Unusable& unusable) {
    for (Check& check : checks) settle(check, unusable.finding);
  }
  return checks;
}

}  // namespace heaplab::grade

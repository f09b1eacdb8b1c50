#include "grade/predict_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "grade/predict_sheet.hpp"
#include "grade/toml_table.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace {
namespace fs = std::filesystem;

constexpr std::size_t longest_id = 64;
constexpr std::string_view first_step =
    "./lab predict --student ID prints your sheet";

judge::Finding wrong_answer(std::string expected, std::string actual,
                            std::uint32_t line = 0) {
  judge::Finding finding;
  finding.kind = judge::FindingKind::wrong_answer;
  finding.trace = "predict.toml";
  finding.line = line;
  finding.expected = std::move(expected);
  finding.actual = std::move(actual);
  return finding;
}

// What is wrong with the file as a whole; thrown.
struct Unusable {
  judge::Finding finding;
};

std::uint32_t line_of(const toml::node& node) {
  return node.source().begin.line;
}

toml::table parse(const fs::path& file) {
  try {
    return parse_toml(read_file(file), file.filename());
  } catch (const InputError& error) {
    judge::Finding finding = wrong_answer(
        "a file with lines KEY = NUMBER, each number decimal or 0x…",
        error.what());
    finding.hint = first_step;
    throw Unusable{std::move(finding)};
  }
}

std::string student_in(const toml::table& document) {
  const toml::node* node = document.get("student");
  const auto id =
      node == nullptr ? std::nullopt : node->value_exact<std::string>();
  if (id && !id->empty() && id->size() <= longest_id) return *id;
  judge::Finding finding = wrong_answer(
      fmt::format("student = \"ID\": your id, 1 to {} bytes long; the "
                  "questions are made from it",
                  longest_id),
      node == nullptr ? "the key is not there"
      : !id           ? "it is no string in quotes"
      : id->empty()   ? "it is empty"
                      : fmt::format("it has {} bytes", id->size()),
      node == nullptr ? 0 : line_of(*node));
  finding.hint = first_step;
  throw Unusable{std::move(finding)};
}

void demand_student(const toml::table& document, const std::string& found,
                    const std::string& wanted) {
  if (wanted.empty() || wanted == found) return;
  throw Unusable{wrong_answer(
      fmt::format("the answers of student {}", trace::in_quotes(wanted)),
      fmt::format("they are those of student {}", trace::in_quotes(found)),
      line_of(*document.get("student")))};
}

std::optional<judge::Finding> stranger_in(
    const toml::table& table, const std::vector<std::string_view>& known) {
  for (const auto& [key, value] : table) {
    if (std::count(known.begin(), known.end(), key.str()) > 0) continue;
    const std::string_view near = trace::nearest(key.str(), known);
    return wrong_answer(
        fmt::format("here only {}", fmt::join(known, ", ")),
        fmt::format("there is {}; {}", trace::in_quotes(key.str()),
                    near.empty() ? "remove it"
                                 : fmt::format("did you mean \"{}\"?", near)),
        key.source().begin.line);
  }
  return std::nullopt;
}

// The answers to one sheet.
class Answers {
 public:
  Answers(const toml::table& document, const PredictSheet& sheet)
      : document_(&document), sheet_(sheet) {
    const toml::node* node = document.get(isa_name(sheet.isa));
    if (node != nullptr) table_ = node->as_table();
  }

  // A key that is no question.
  std::optional<judge::Finding> stranger() const {
    auto found = stranger_in(
        *document_, {"student", isa_name(Isa::x86_64), isa_name(Isa::aarch64)});
    if (!found && table_ != nullptr)
      found =
          stranger_in(*table_, {predict_keys().begin(), predict_keys().end()});
    return found;
  }

  std::optional<judge::Finding> wrong(const PredictQuestion& question) const {
    const toml::node* node =
        table_ == nullptr ? nullptr : table_->get(question.key);
    if (node == nullptr) return missing(question);
    const auto answer = node->value_exact<std::int64_t>();
    if (answer && *answer == static_cast<std::int64_t>(question.answer))
      return std::nullopt;
    judge::Finding finding = wrong_answer(
        question.words,
        answer ? what_is(question, *answer)
               : "it is no whole number; write 40 or 0x28, without quotes",
        line_of(*node));
    finding.hint = question.how;
    return finding;
  }

 private:
  judge::Finding missing(const PredictQuestion& question) const {
    judge::Finding finding =
        wrong_answer(question.words,
                     fmt::format("no answer: [{}] has no line {} = …",
                                 isa_name(sheet_.isa), question.key),
                     table_ == nullptr ? 0 : line_of(*table_));
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

  const toml::table* document_;
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
  const toml::table document = parse(task.file);
  const std::string student = student_in(document);
  demand_student(document, student, task.student);
  const PredictSheet sheet(student, task.isa);
  const Answers answers(document, sheet);
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

std::string student_of(const fs::path& file) {
  const toml::table document = parse_toml(read_file(file), file);
  return document["student"].value_or(std::string());
}

}  // namespace heaplab::grade

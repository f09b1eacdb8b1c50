#include "grade/answer_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "grade/toml_table.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t longest_id = 64;

}  // namespace

AnswerFile::AnswerFile(const fs::path& file, std::string_view lines,
                       std::string_view first_step)
    : name_(file.filename().string()), first_step_(first_step) {
  try {
    document_ = parse_toml(read_file(file), file.filename());
  } catch (const InputError& error) {
    judge::Finding finding =
        wrong(fmt::format("a file with {}", lines), error.what());
    finding.hint = first_step_;
    throw Unusable{std::move(finding)};
  }
}

judge::Finding AnswerFile::wrong(std::string expected, std::string actual,
                                 std::uint32_t line) const {
  judge::Finding finding;
  finding.kind = judge::FindingKind::wrong_answer;
  finding.trace = name_;
  finding.line = line;
  finding.expected = std::move(expected);
  finding.actual = std::move(actual);
  return finding;
}

std::string AnswerFile::student(const std::string& wanted) const {
  const toml::node* node = document_.get("student");
  const auto id =
      node == nullptr ? std::nullopt : node->value_exact<std::string>();
  if (!id || id->empty() || id->size() > longest_id) {
    judge::Finding finding =
        wrong(fmt::format("student = \"ID\": your id, 1 to {} bytes long; the "
                          "questions are made from it",
                          longest_id),
              node == nullptr ? "the key is not there"
              : !id           ? "it is no string in quotes"
              : id->empty()   ? "it is empty"
                              : fmt::format("it has {} bytes", id->size()),
              node == nullptr ? 0 : line_of(*node));
    finding.hint = first_step_;
    throw Unusable{std::move(finding)};
  }
  if (wanted.empty() || wanted == *id) return *id;
  throw Unusable{
      wrong(fmt::format("the answers of student {}", trace::in_quotes(wanted)),
            fmt::format("they are those of student {}", trace::in_quotes(*id)),
            line_of(*node))};
}

std::optional<judge::Finding> AnswerFile::stranger(
    const toml::table& table,
    const std::vector<std::string_view>& known) const {
  for (const auto& [key, value] : table) {
    if (std::count(known.begin(), known.end(), key.str()) > 0) continue;
    const std::string_view near = trace::nearest(key.str(), known);
    return wrong(
        fmt::format("here only {}", fmt::join(known, ", ")),
        fmt::format("there is {}; {}", trace::in_quotes(key.str()),
                    near.empty() ? "remove it"
                                 : fmt::format("did you mean \"{}\"?", near)),
        key.source().begin.line);
  }
  return std::nullopt;
}

std::string student_of(const fs::path& file) {
  const toml::table document = parse_toml(read_file(file), file);
  return document["student"].value_or(std::string());
}

}  // namespace heaplab::grade

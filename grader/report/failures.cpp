#include "report/failures.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/text.hpp"

namespace heaplab::report {
namespace {

using grade::Axis;
using grade::Check;
using grade::LabResult;
using grade::Verdict;

std::string heading(const Check& check, const TextOptions& options) {
  const std::string points =
      check.max_score > 0
          ? fmt::format(" ({})", points_text(check.score, check.max_score))
          : "";
  std::string text = fmt::format(
      "  {}", paint(wrap(fmt::format("failed: {}{}", check.id, points), 2),
                    Paint::bad, options.colour));
  if (!check.title.empty()) text += "\n    " + wrap(check.title, 4);
  return text + "\n";
}

std::string in_full(const Check& check, const TextOptions& options) {
  std::string text = heading(check, options);
  if (check.finding) text += finding_text(*check.finding, options);
  return text + "\n";
}

// Names the check, what kind of failure it is, and where.
std::string in_a_line(const Check& check) {
  std::string text = check.id;
  if (check.finding) {
    const judge::Finding& finding = *check.finding;
    text += fmt::format(": {}", judge::finding_name(finding.kind));
    if (finding.line > 0) text += fmt::format(" at line {}", finding.line);
  }
  return "    " + wrap(text, 4) + "\n";
}

// So many lines can be read one by one; more are counted by group.
constexpr std::size_t most_lines = 20;

std::string group_of(const Check& check) {
  return check.exercise.empty() ? check.id.substr(0, check.id.find('/'))
                                : check.exercise;
}

// "leaf: 6 of wrong-result", a line for each group, in the order of the checks.
std::string by_group(const std::vector<const Check*>& checks) {
  std::vector<std::string> groups;
  std::map<std::string, std::map<std::string_view, int>> kinds;
  for (const Check* check : checks) {
    const std::string group = group_of(*check);
    if (!kinds.contains(group)) groups.push_back(group);
    ++kinds[group][check->finding ? judge::finding_name(check->finding->kind)
                                  : "no finding"];
  }
  std::string text;
  for (const std::string& group : groups) {
    std::vector<std::string> parts;
    for (const auto& [kind, count] : kinds[group])
      parts.push_back(fmt::format("{} of {}", count, kind));
    text += "    " +
            wrap(fmt::format("{}: {}", group, fmt::join(parts, ", ")), 4) +
            "\n";
  }
  return text;
}

// What failed, sorted by how it is shown.
class Failures {
 public:
  Failures(const LabResult& result, std::size_t most_in_full);

  std::string text(const TextOptions& options) const;

 private:
  void sort_in(const Check& check, std::size_t& left);
  std::string rest_text() const;
  std::string not_begun_text() const;

  const LabResult& result_;
  std::vector<const Check*> full_;
  std::vector<const Check*> rest_;
  // Of a file that was refused, shown with another check: by exercise.
  std::map<std::string, int> not_run_;
  std::map<std::string, int> not_begun_;  // of a bonus: by exercise
  std::set<std::string> shown_;           // exercises
  std::set<std::string> begun_;           // bonus exercises
};

Failures::Failures(const LabResult& result, std::size_t most_in_full)
    : result_(result) {
  const bool all_bonus =
      std::all_of(result.checks.begin(), result.checks.end(),
                  [](const Check& check) { return check.axis == Axis::bonus; });
  for (const Check& check : result.checks) {
    if (all_bonus || check.verdict == Verdict::passed)
      begun_.insert(check.exercise);
  }
  std::size_t left = most_in_full;
  for (const Check& check : result.checks)
    if (check.verdict == Verdict::failed) sort_in(check, left);
}

void Failures::sort_in(const Check& check, std::size_t& left) {
  const std::string& exercise = check.exercise;
  if (exercise.empty()) {
    (left > 0 ? full_ : rest_).push_back(&check);
    if (left > 0) --left;
  } else if (check.axis == Axis::bonus && !begun_.contains(exercise)) {
    ++not_begun_[exercise];
  } else if (check.finding && shown_.insert(exercise).second) {
    full_.push_back(&check);
  } else if (check.finding) {
    rest_.push_back(&check);
  } else {
    ++not_run_[exercise];
  }
}

std::string Failures::rest_text() const {
  int count = static_cast<int>(rest_.size());
  for (const auto& [exercise, checks] : not_run_) count += checks;
  if (count == 0) return {};
  std::string text = fmt::format("  {} more failed\n", count);
  if (rest_.size() > most_lines) {
    text += by_group(rest_);
  } else {
    for (const Check* check : rest_) text += in_a_line(*check);
  }
  for (const auto& [exercise, checks] : not_run_)
    text +=
        fmt::format("    {}: {} not run, as said above\n", exercise, checks);
  if (rest_.empty()) return text + "\n";
  const Check& first = *rest_.front();
  const std::string again = first.finding ? first.finding->reproduce : "";
  text += "    see one in full: ";
  text += again.empty()
              ? fmt::format("./lab check {} {}\n", result_.lab, first.id)
              : again + "\n";
  return text + "\n";
}

std::string Failures::not_begun_text() const {
  std::string text;
  for (const auto& [exercise, checks] : not_begun_) {
    text += "  " +
            wrap(fmt::format("bonus: {}: none of {} checks passes; ./lab check "
                             "{} {} shows why",
                             exercise, checks, result_.lab, exercise),
                 2) +
            "\n";
  }
  return text.empty() ? text : text + "\n";
}

std::string Failures::text(const TextOptions& options) const {
  std::string text;
  for (const Check* check : full_) text += in_full(*check, options);
  return text + rest_text() + not_begun_text();
}

}  // namespace

std::string failures_text(const LabResult& result, const TextOptions& options) {
  return Failures(result, options.full_findings).text(options);
}

}  // namespace heaplab::report

#include "report/terminal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

#include "report/failures.hpp"
#include "report/program_table.hpp"
#include "report/text.hpp"
#include "report/trace_table.hpp"

namespace heaplab::report {
namespace {

using grade::Axis;
using grade::Check;
using grade::LabResult;
using grade::Verdict;

std::vector<const Check*> with_verdict(const LabResult& result,
                                       Verdict verdict) {
  std::vector<const Check*> found;
  for (const Check& check : result.checks) {
    if (check.verdict == verdict) found.push_back(&check);
  }
  return found;
}

std::string heading(const LabResult& result, const TextOptions& options) {
  const std::string name = fmt::format("{}  {}", result.lab, result.title);
  const std::string points = points_text(result.score, result.max_score);
  const std::size_t room = columns - std::min(columns, points.size() + 2);
  const bool full = result.score == result.max_score;
  return fmt::format(
      "{}  {}\n", paint(pad_right(name, room), Paint::bold, options.colour),
      paint(points, full ? Paint::good : Paint::bold, options.colour));
}

std::string correctness_note(const LabResult& result) {
  const auto is_correctness = [](const Check& check) {
    return check.axis == Axis::correctness && check.verdict != Verdict::skipped;
  };
  const auto passed = [&](const Check& check) {
    return is_correctness(check) && check.verdict == Verdict::passed;
  };
  return fmt::format(
      "{} of {} checks passed",
      std::count_if(result.checks.begin(), result.checks.end(), passed),
      std::count_if(result.checks.begin(), result.checks.end(),
                    is_correctness));
}

std::string axis_note(const LabResult& result, Axis axis) {
  const grade::AxisScore& score = result.axes.at(axis);
  if (axis == Axis::correctness) return correctness_note(result);
  if (axis == Axis::throughput && score.ratio > 0) {
    return fmt::format("ratio {:.3f} to the baseline, ± {:.2f} points",
                       score.ratio, score.plus_minus);
  }
  if (axis == Axis::utilization && score.fraction_of_bound > 0) {
    return fmt::format("{:.2f} % of the bound", 100 * score.fraction_of_bound);
  }
  return "no correct trace to measure";
}

std::string axes_text(const LabResult& result) {
  std::string text;
  for (const auto& [axis, score] : result.axes) {
    if (score.max_score <= 0) continue;
    text +=
        fmt::format("  {}{}   {}\n", pad_right(axis_name(axis), 13),
                    pad_right(points_text(score.score, score.max_score), 14),
                    axis_note(result, axis));
  }
  return text;
}

// One line for all of it, and one for each bonus.
std::string bonus_text(const LabResult& result) {
  if (result.bonuses.empty()) return {};
  double score = 0;
  double max_score = 0;
  std::string parts;
  for (const grade::BonusResult& bonus : result.bonuses) {
    score += bonus.score;
    max_score += bonus.max_score;
    std::string line =
        fmt::format("{} {}: {}", bonus.name,
                    points_text(bonus.score, bonus.max_score), bonus.title);
    if (!bonus.note.empty()) line += fmt::format("; {}", bonus.note);
    parts += "    " + wrap(line, 4) + "\n";
  }
  return fmt::format("  {}{}   beyond the points above\n{}",
                     pad_right("bonus", 13),
                     pad_right(points_text(score, max_score), 14), parts);
}

std::string grader_errors_text(const LabResult& result,
                               const TextOptions& options) {
  std::string text;
  if (result.status == grade::Status::grader_error) {
    text += "  " +
            paint(wrap("grader error: " + result.message +
                           "\nThe kit failed, not the submission: the score "
                           "is not final. Grade again; \"./lab doctor\" looks "
                           "for the cause.",
                       2),
                  Paint::warn, options.colour) +
            "\n";
  }
  for (const Check* check : with_verdict(result, Verdict::grader_error)) {
    const std::string line = fmt::format("{}: {}", check->id, check->reason);
    if (line != result.message) text += "    " + wrap(line, 4) + "\n";
  }
  return text.empty() ? text : text + "\n";
}

// Those of one reason together.
std::string skipped_text(const LabResult& result) {
  std::map<std::string, std::vector<std::string>> ids;
  for (const Check* check : with_verdict(result, Verdict::skipped)) {
    if (check->axis == Axis::bonus) continue;  // its line says it
    ids[check->reason].push_back(check->id);
  }
  std::string text;
  for (const auto& [reason, skipped] : ids) {
    text +=
        "  " +
        wrap(fmt::format("skipped: {}: {}", fmt::join(skipped, ", "), reason),
             2) +
        "\n";
  }
  return text;
}

// The rest of the points.
std::string partial_text(const LabResult& result) {
  if (result.ungraded == 0) return {};
  return "  " +
         wrap(fmt::format("partial: {:.2f} of {:.2f} points could not be "
                          "graded here; they count neither way",
                          result.ungraded, result.max_score + result.ungraded),
              2) +
         "\n";
}

// "passed: 14 of tests, 8 of teaching"
std::string passed_text(const LabResult& result, const TextOptions& options) {
  std::vector<std::pair<std::string, int>> groups;
  for (const Check* check : with_verdict(result, Verdict::passed)) {
    const std::string group = check->id.substr(0, check->id.find('/'));
    const auto known = std::find_if(
        groups.begin(), groups.end(),
        [&group](const auto& other) { return other.first == group; });
    if (known == groups.end()) {
      groups.emplace_back(group, 1);
    } else {
      ++known->second;
    }
  }
  if (groups.empty()) return {};
  std::vector<std::string> parts;
  for (const auto& [group, count] : groups) {
    parts.push_back(fmt::format("{} of {}", count, group));
  }
  const std::string text =
      wrap(fmt::format("passed: {}", fmt::join(parts, ", ")), 2);
  return "  " + paint(text, Paint::good, options.colour) + "\n";
}

std::string notes_text(const LabResult& result) {
  std::string text;
  for (const Check* check : with_verdict(result, Verdict::passed)) {
    if (check->note.empty()) continue;
    text +=
        "  " + wrap(fmt::format("{}: {}", check->id, check->note), 2) + "\n\n";
  }
  return text;
}

std::string rules_text(const LabResult& result) {
  if (result.rules.empty()) return {};
  std::string text = "  how the points follow\n";
  for (const std::string& rule : result.rules) {
    text += "    " + wrap(rule, 4) + "\n";
  }
  return text;
}

std::string footer(const LabResult& result) {
  return "  " +
         wrap(fmt::format(
                  "{} graded in {:.1f} s, seed {}; confined by {}",
                  result.submission, result.duration_s, result.seed,
                  result.confinement.empty()
                      ? "nothing on this machine"
                      : fmt::format("{}", fmt::join(result.confinement, ", "))),
              2) +
         "\n";
}

}  // namespace

std::string lab_text(const LabResult& result, const TextOptions& options) {
  const std::string table = trace_table(result.traces);
  const std::string verdicts =
      passed_text(result, options) + skipped_text(result);
  std::string text = heading(result, options) + axes_text(result) +
                     partial_text(result) + bonus_text(result) + "\n";
  if (!table.empty()) text += table + "\n";
  const std::string programs = program_table(result.programs);
  if (!programs.empty()) text += programs + "\n";
  if (result.status == grade::Status::ungradable && !result.message.empty()) {
    text += "  " + wrap(result.message, 2) + "\n\n";
  }
  text += grader_errors_text(result, options) + failures_text(result, options);
  if (!verdicts.empty()) text += verdicts + "\n";
  if (options.notes) text += notes_text(result);
  if (options.rules) text += rules_text(result);
  text += footer(result);
  return text;
}

}  // namespace heaplab::report

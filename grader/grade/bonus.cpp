#include "grade/bonus.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace heaplab::grade {
namespace {

bool all_correct(const LabResult& result) {
  return !result.traces.empty() &&
         std::all_of(result.traces.begin(), result.traces.end(),
                     [](const TraceResult& trace) { return trace.correct; });
}

// What is missing; empty: nothing is.
std::string shortfall(const BonusRule& bonus, const LabResult& result) {
  if (!all_correct(result)) return "not every trace is correct";
  const double ratio = result.axes.at(Axis::throughput).ratio;
  const double fraction = result.axes.at(Axis::utilization).fraction_of_bound;
  if (ratio > bonus.ratio_most) {
    return fmt::format("throughput: the ratio is {:.3f}; it must be {} at most",
                       ratio, bonus.ratio_most);
  }
  if (fraction < bonus.fraction_least) {
    return fmt::format(
        "utilization: {:.2f} % of the bound; it must be {:.2f} % at least",
        100 * fraction, 100 * bonus.fraction_least);
  }
  return {};
}

bool belongs_to(const Check& check, const BonusRule& bonus) {
  return check.axis == Axis::bonus && is_wanted(check.id, bonus.name);
}

}  // namespace

std::vector<Check> measured_bonus_checks(const Manifest& lab,
                                         const LabResult& result) {
  std::vector<Check> checks;
  for (const BonusRule& bonus : lab.bonuses) {
    if (!bonus.file.empty()) continue;
    Check check;
    check.id = bonus.name + "/limits";
    check.title = bonus.title;
    check.axis = Axis::bonus;
    check.max_score = bonus.points;
    check.reason = shortfall(bonus, result);
    check.verdict = check.reason.empty() ? Verdict::passed : Verdict::skipped;
    if (check.verdict == Verdict::passed) check.score = bonus.points;
    checks.push_back(std::move(check));
  }
  return checks;
}

std::vector<BonusResult> bonus_results(const Manifest& lab,
                                       const LabResult& result) {
  std::vector<BonusResult> bonuses;
  for (const BonusRule& rule : lab.bonuses) {
    BonusResult bonus{rule.name, rule.title, 0, rule.points, ""};
    bool judged = false;
    for (const Check& check : result.checks) {
      if (!belongs_to(check, rule)) continue;
      judged = true;
      bonus.score += check.score;
      if (bonus.note.empty()) bonus.note = check.reason;
    }
    if (judged) bonuses.push_back(std::move(bonus));
  }
  return bonuses;
}

}  // namespace heaplab::grade

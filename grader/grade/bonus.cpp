#include "grade/bonus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "grade/isa.hpp"

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
  const std::string first =
      bonus.other_isa ? std::string(isa_name(other_isa())) : bonus.name;
  return check.axis == Axis::bonus && is_wanted(check.id, first);
}

// "3 of 9 checks passed; " and why others did not run.
std::string note_of(int passed, int judged, const std::string& reason) {
  if (passed == judged) return {};
  if (passed == 0 && !reason.empty()) return reason;
  return fmt::format("{} of {} checks passed{}{}", passed, judged,
                     reason.empty() ? "" : "; ", reason);
}

}  // namespace

std::vector<Check> measured_bonus_checks(const Manifest& lab,
                                         const LabResult& result) {
  std::vector<Check> checks;
  for (const BonusRule& bonus : lab.bonuses) {
    if (!bonus.is_measured()) continue;
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
    int checks = 0;
    int passed = 0;
    for (const Check& check : result.checks) {
      if (!belongs_to(check, rule)) continue;
      ++checks;
      passed += check.verdict == Verdict::passed;
      bonus.score += check.score;
      if (bonus.note.empty()) bonus.note = check.reason;
    }
    bonus.score = std::round(bonus.score * 1e9) / 1e9;  // of shares
    if (rule.other_isa || rule.exercise)
      bonus.note = note_of(passed, checks, bonus.note);
    if (checks > 0) bonuses.push_back(std::move(bonus));
  }
  return bonuses;
}

}  // namespace heaplab::grade

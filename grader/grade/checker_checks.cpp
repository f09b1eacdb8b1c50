#include "grade/checker_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grade/checker_trial.hpp"
#include "support/error.hpp"
#include "trace/nearest.hpp"

namespace heaplab::grade {
namespace {

void demand_known(const Run& run, const std::vector<TriedHeap>& heaps) {
  const std::string& wanted = run.options.check;
  std::vector<std::string> ids;
  for (const TriedHeap& heap : heaps) ids.push_back(checker_id(heap));
  if (wanted.empty() || wanted == checker_part ||
      std::count(ids.begin(), ids.end(), wanted) > 0)
    return;
  const std::vector<std::string_view> known(ids.begin(), ids.end());
  const std::string near(trace::nearest(wanted, known));
  throw InputError(fmt::format(
      "{} has no check \"{}\"; {}\"./lab check {} {}\" runs all of them",
      run.lab.id, wanted,
      near.empty() ? "" : fmt::format("did you mean \"{}\"? ", near),
      run.lab.id, checker_part));
}

}  // namespace

bool wants_checker(const Manifest& lab, const GradeOptions& options) {
  return !lab.checker.folder.empty() && options.traces.empty() &&
         (options.check.empty() || is_wanted(options.check, checker_part));
}

std::vector<Check> checker_checks(Run& run) {
  if (!wants_checker(run.lab, run.options)) return {};
  run.step(checker_part);
  std::vector<TriedHeap> heaps =
      read_tried_heaps(run.kit, run.lab, run.options.hidden, run.services);
  demand_known(run, heaps);
  return CheckerTrial(run, std::move(heaps)).checks();
}

std::string checker_rule(const Run& run, const std::vector<Check>& checks) {
  if (checks.empty() || !wants_checker(run.lab, run.options)) return {};
  std::size_t noticed = 0;
  std::size_t noticeable = 0;
  std::size_t sound = 0;
  double earned = 0;
  for (const Check& check : checks) {
    if (check.verdict == Verdict::skipped) continue;
    if (check.max_score <= 0) ++sound;
    if (check.max_score > 0) ++noticeable;
    if (check.score > 0) ++noticed;
    earned += check.score;
  }
  return fmt::format(
      "checker: {} points of checks × {} of {} broken heaps noticed = {:.2f}; "
      "0 when one of the {} sound heaps is not called sound",
      run.lab.checker.points, noticed, noticeable, earned, sound);
}

}  // namespace heaplab::grade

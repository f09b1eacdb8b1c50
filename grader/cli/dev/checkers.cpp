// The heaps on which heap checkers are graded.
#include <fmt/format.h>

#include <algorithm>

#include "cli/dev/parts.hpp"
#include "grade/grade.hpp"

namespace heaplab::cli::dev {
namespace {

using grade::Check;
using grade::Verdict;

constexpr std::size_t fewest_broken = 20;
constexpr std::size_t fewest_sound = 8;

struct Counts {
  std::size_t broken = 0;
  std::size_t sound = 0;
  std::size_t unseen = 0;  // nobody can notice them
};

// The reference's checker notices what can be noticed, and nothing else.
void look_at(const Check& check, const grade::Manifest& lab, Counts& counts,
             std::vector<std::string>& faults) {
  if (check.verdict == Verdict::skipped) {
    ++counts.unseen;
    return;
  }
  ++(check.max_score > 0 ? counts.broken : counts.sound);
  if (check.verdict == Verdict::passed) return;
  faults.push_back(fmt::format(
      "{}: {}: {}; see ./lab check {} {} --solution --hidden", lab.id, check.id,
      check.finding ? check.finding->actual : check.reason, lab.id, check.id));
}

Counts check_lab(const Tree& tree, const grade::Manifest& lab,
                 std::vector<std::string>& faults) {
  grade::GradeOptions options;
  options.solution = options.hidden = true;
  options.check = "checker";
  Counts counts;
  for (const Check& check : grade::grade_lab(tree.kit, lab, options).checks)
    look_at(check, lab, counts, faults);
  if (counts.broken < fewest_broken || counts.sound < fewest_sound)
    faults.push_back(fmt::format(
        "{}: expected at least {} broken and {} sound heaps, found {} and {}; "
        "add some to labs/{}/{}",
        lab.path.string(), fewest_broken, fewest_sound, counts.broken,
        counts.sound, lab.id, lab.checker.folder.string()));
  return counts;
}

}  // namespace

Outcome check_checkers(const Tree& tree) {
  Outcome outcome;
  Counts all;
  for (const grade::Manifest& lab : tree.labs) {
    if (lab.checker.folder.empty()) continue;
    const Counts counts = check_lab(tree, lab, outcome.faults);
    all.broken += counts.broken;
    all.sound += counts.sound;
    all.unseen += counts.unseen;
  }
  outcome.detail = fmt::format(
      "{} broken heaps noticed, {} sound ones passed, {} not noticeable",
      all.broken, all.sound, all.unseen);
  return outcome;
}

}  // namespace heaplab::cli::dev

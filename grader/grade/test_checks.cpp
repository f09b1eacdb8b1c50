#include "grade/test_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grade/unit_tests.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace {

constexpr double wall_s = 20;
constexpr double wall_after_hanging_s = 4;

bool has_hung(const std::vector<TraceJob>& jobs) {
  return std::any_of(jobs.begin(), jobs.end(), [](const TraceJob& job) {
    return job.check.finding &&
           job.check.finding->kind == judge::FindingKind::time_out;
  });
}

UnitTestOptions options_for(const Run& run, const std::vector<TraceJob>& jobs) {
  UnitTestOptions tests;
  tests.program = run.kit.unit_tests(run.lab.id);
  tests.object = run.submission.object;
  tests.player = run.kit.player();
  tests.points = run.lab.test_points;
  tests.wall_s = has_hung(jobs) ? wall_after_hanging_s : wall_s;
  const std::string& check = run.options.check;
  if (check.starts_with("tests/")) tests.filter = check.substr(6);
  tests.reproduce = [&run](const std::string& id) { return run.reproduce(id); };
  return tests;
}

void demand_known_test(const Run& run, const std::vector<Check>& checks) {
  if (!checks.empty() || !run.options.check.starts_with("tests/")) return;
  throw InputError(fmt::format(
      "{} has no check \"{}\"; \"./lab check {} tests\" runs all unit tests",
      run.lab.id, run.options.check, run.lab.id));
}

}  // namespace

bool wants_tests(const Manifest& lab, const GradeOptions& options) {
  return lab.exercises.empty() && options.traces.empty() &&
         (options.check.empty() || is_wanted(options.check, "tests"));
}

std::vector<Check> test_checks(Run& run, const std::vector<TraceJob>& jobs) {
  if (!wants_tests(run.lab, run.options)) return {};
  run.step("tests");
  std::vector<Check> checks;
  try {
    checks = run_unit_tests(options_for(run, jobs));
  } catch (const GraderError& error) {
    Check failed;
    failed.id = "tests";
    failed.title = "unit tests";
    set_grader_error(failed, error.what());
    return {failed};
  }
  demand_known_test(run, checks);
  return checks;
}

}  // namespace heaplab::grade

#include "grade/grade.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grade/bonus.hpp"
#include "grade/checker_checks.hpp"
#include "grade/compile.hpp"
#include "grade/exercise_checks.hpp"
#include "grade/lockstep.hpp"
#include "grade/machine.hpp"
#include "grade/program_checks.hpp"
#include "grade/run.hpp"
#include "grade/scoring.hpp"
#include "grade/shrunk_traces.hpp"
#include "grade/test_checks.hpp"
#include "grade/throughput.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

fs::path submission_folder(const Kit& kit, const Manifest& lab,
                           const GradeOptions& options) {
  if (options.solution) return kit.solution(lab.id);
  if (!options.submission.empty()) return options.submission;
  return kit.starter(lab.id);
}

LabResult empty_result(const Kit& kit, const Manifest& lab,
                       const GradeOptions& options, const Services& services) {
  LabResult result;
  result.lab = lab.id;
  result.title = lab.title;
  result.submission = submission_folder(kit, lab, options).string();
  result.seed = options.seed;
  result.machine = machine_description();
  result.confinement = services.active_confinement();
  for (const Axis axis :
       {Axis::correctness, Axis::throughput, Axis::utilization}) {
    if (axis != Axis::correctness && correctness_only(options)) continue;
    result.axes[axis].max_score = lab.points.of(axis);
  }
  return result;
}

// One failure of the kit makes the whole score unreliable.
void note_grader_errors(LabResult& result) {
  for (const Check& check : result.checks) {
    if (check.verdict != Verdict::grader_error) continue;
    result.status = Status::grader_error;
    if (result.message.empty()) {
      result.message = fmt::format("{}: {}", check.id, check.reason);
    }
  }
}

void add_compile_failure(const Compiled& compiled, const Run& run,
                         LabResult& result) {
  Check check;
  check.id = "compile";
  check.title = fmt::format("{} compiles", run.lab.file);
  check.finding = compiled.finding;
  check.finding->reproduce = run.regrade();
  result.status = Status::ungradable;
  result.message = fmt::format("{} does not compile", run.lab.file);
  result.checks.push_back(std::move(check));
}

void add_bonuses(const Run& run, LabResult& result) {
  if (!correctness_only(run.options)) {
    const std::vector<Check> limits = measured_bonus_checks(run.lab, result);
    result.checks.insert(result.checks.end(), limits.begin(), limits.end());
  }
  result.bonuses = bonus_results(run.lab, result);
}

void append(std::vector<Check>& checks, const std::vector<Check>& more) {
  checks.insert(checks.end(), more.begin(), more.end());
}

void judge_traces(Run& run, std::vector<TraceJob>& jobs,
                  std::vector<Check>& speed) {
  if (!correctness_only(run.options) && run.lab.points.throughput > 0) {
    const auto timed = std::count_if(jobs.begin(), jobs.end(), is_timed);
    run.progress.total += static_cast<std::size_t>(timed);
    speed = time_jobs(run, jobs);
  }
  if (run.options.shrink) write_shrunk_traces(run, jobs);
}

void finish(Run& run, const std::vector<TraceJob>& jobs, LabResult& result) {
  score(run, jobs, result);
  add_bonuses(run, result);
  note_grader_errors(result);
}

void judge_submission(Run& run, std::vector<TraceJob>& jobs,
                      LabResult& result) {
  replay_jobs(run, jobs);
  const std::vector<Check> tests = test_checks(run, jobs);
  const std::vector<Check> checker = checker_checks(run);
  const std::vector<Check> programs = program_checks(run, result.programs);
  const std::vector<Check> threads = thread_checks(run, result.programs);
  std::vector<Check> speed;
  judge_traces(run, jobs, speed);
  // Traces first: their findings show more than those of unit tests.
  for (const TraceJob& job : jobs) result.checks.push_back(job.check);
  for (const auto* more :
       {&tests, &checker, &programs, &threads, &std::as_const(speed)})
    append(result.checks, *more);
  finish(run, jobs, result);
  const std::string rule = checker_rule(run, checker);
  if (!rule.empty()) result.rules.push_back(rule);
}

// A lab of exercises: each has files, cases and traces of its own.
void judge_exercises(Run& run, std::vector<TraceJob>& jobs, LabResult& result) {
  run.submission.name = result.submission;
  run.progress.total = jobs.size();
  ExerciseChecks exercises(run);
  exercises.run(jobs);
  replay_jobs(run, jobs);
  std::vector<Check> speed;
  judge_traces(run, jobs, speed);
  append(result.checks, exercises.checks());
  for (const TraceJob& job : jobs) result.checks.push_back(job.check);
  append(result.checks, speed);
  finish(run, jobs, result);
}

void grade_into(Run& run, LabResult& result) {
  std::vector<TraceJob> jobs = read_jobs(run.kit, run.lab, run.options);
  if (!run.lab.exercises.empty()) return judge_exercises(run, jobs, result);
  run.progress.total = jobs.size() + 1 +
                       (wants_tests(run.lab, run.options) ? 1 : 0) +
                       (wants_checker(run.lab, run.options) ? 1 : 0);
  run.step("compiling");
  const Compiled compiled =
      compile_submission(run.kit, run.lab, result.submission, run.services);
  run.submission = compiled.submission;
  if (compiled.finding) {
    add_compile_failure(compiled, run, result);
  } else {
    judge_submission(run, jobs, result);
  }
}

}  // namespace

LabResult grade_lab(const Kit& kit, const Manifest& lab,
                    const GradeOptions& options, const Services& services) {
  const Stopwatch watch;
  LabResult result = empty_result(kit, lab, options, services);
  Run run{kit, lab, options, services, {}, {lab.id, 0, 0, ""}};
  try {
    grade_into(run, result);
  } catch (const InputError&) {
    throw;
  } catch (const std::exception& error) {
    result.status = Status::grader_error;
    result.message = error.what();
  }
  for (const auto& [axis, axis_score] : result.axes) {
    result.score += axis_score.score;
    result.max_score += axis_score.max_score;
  }
  result.duration_s = watch.seconds();
  return result;
}

}  // namespace heaplab::grade

#include "grade/grade.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "grade/bonus.hpp"
#include "grade/checker_checks.hpp"
#include "grade/compile.hpp"
#include "grade/lockstep.hpp"
#include "grade/machine.hpp"
#include "grade/program_checks.hpp"
#include "grade/run.hpp"
#include "grade/score.hpp"
#include "grade/shrunk_traces.hpp"
#include "grade/test_checks.hpp"
#include "grade/throughput.hpp"
#include "support/error.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

bool correctness_only(const GradeOptions& options) {
  return options.correctness_only || !options.check.empty();
}

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

Bound bound_of(const Run& run, const TraceJob& job) {
  const judge::Limits& limits = run.lab.limits;
  const trace::Trace& trace = job.trace;
  const std::uint64_t heap =
      trace.heap_limit != 0 ? trace.heap_limit : limits.heap_bytes;
  const std::uint64_t mapped =
      trace.map_limit != 0 ? trace.map_limit : limits.mapped_bytes;
  return bound(trace, run.lab.utilization.layout, std::max(heap, mapped));
}

TraceResult trace_result(const Run& run, const TraceJob& job) {
  TraceResult trace;
  trace.name = job.check.id;
  trace.operations = static_cast<std::uint64_t>(
      std::count_if(job.trace.operations.begin(), job.trace.operations.end(),
                    [](const trace::Operation& operation) {
                      return operation.kind != trace::OperationKind::expect;
                    }));
  trace.correct = job.correct();
  trace.ns_per_operation = job.timing.ns_per_operation;
  trace.baseline_ns_per_operation = job.timing.baseline_ns_per_operation;
  trace.ratio = job.timing.ratio;
  trace.stopped_early = job.timing.stopped_early;
  trace.peak_utilization = job.replay.peak_utilization;
  trace.average_utilization = job.replay.average_utilization;
  const Bound most = bound_of(run, job);
  trace.bound = most.utilization;
  trace.average_bound = most.average_utilization;
  trace.average_weight = run.lab.utilization.average_weight;
  return trace;
}

void score_throughput(const Run& run, const std::vector<TraceJob>& jobs,
                      LabResult& result) {
  std::vector<TimedTrace> traces;
  for (const TraceJob& job : jobs) {
    if (!job.throughput) continue;
    traces.push_back({job.correct(), job.timing.ratio, job.timing.plus_minus,
                      job.timing.stopped_early});
  }
  AxisScore& axis = result.axes[Axis::throughput];
  axis = throughput_score(axis.max_score, run.lab.throughput, traces);
  result.rules.push_back(throughput_rule(axis, run.lab.throughput, traces));
}

void score_utilization(const Run& run, const std::vector<TraceJob>& jobs,
                       LabResult& result) {
  std::vector<MeasuredTrace> traces;
  for (const TraceJob& job : jobs) {
    if (!job.utilization) continue;
    const Bound most = bound_of(run, job);
    traces.push_back({job.correct(), job.replay.peak_utilization,
                      most.utilization, job.replay.average_utilization,
                      most.average_utilization});
  }
  AxisScore& axis = result.axes[Axis::utilization];
  axis = utilization_score(axis.max_score, run.lab.utilization, traces);
  result.rules.push_back(utilization_rule(axis, run.lab.utilization, traces));
}

std::string limits_rule(const judge::Limits& limits) {
  return fmt::format(
      "limits: {} bytes of heap {}where the trace names none; {} ms of CPU and "
      "{} ms in all for an operation; {} s for a trace; {} bytes of output; {} "
      "bytes of global variables",
      limits.heap_bytes,
      limits.mapped_bytes != 0
          ? fmt::format("and {} of mappings ", limits.mapped_bytes)
          : "",
      limits.operation_cpu_ns / 1'000'000, limits.operation_wall_ns / 1'000'000,
      limits.trace_wall_ns / 1'000'000'000, limits.output_bytes,
      limits.global_bytes);
}

double all_points(const std::vector<Check>& checks) {
  double points = 0;
  for (const Check& check : checks) {
    if (check.axis == Axis::correctness) points += check.max_score;
  }
  return std::round(points * 1e9) / 1e9;  // of shares
}

void score(const Run& run, const std::vector<TraceJob>& jobs,
           LabResult& result) {
  AxisScore& axis = result.axes[Axis::correctness];
  // A part of the checks is scored by itself.
  if (!run.options.check.empty()) axis.max_score = all_points(result.checks);
  axis = correctness_score(axis.max_score, result.checks);
  result.rules.push_back(correctness_rule(axis, result.checks));
  if (!correctness_only(run.options)) {
    if (run.lab.points.throughput > 0) score_throughput(run, jobs, result);
    if (run.lab.points.utilization > 0) score_utilization(run, jobs, result);
    for (const TraceJob& job : jobs) {
      if (!job.throughput && !job.utilization) continue;
      result.traces.push_back(trace_result(run, job));
    }
  }
  result.rules.push_back(limits_rule(run.lab.limits));
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

void judge_submission(Run& run, std::vector<TraceJob>& jobs,
                      LabResult& result) {
  replay_jobs(run, jobs);
  const std::vector<Check> tests = test_checks(run, jobs);
  const std::vector<Check> checker = checker_checks(run);
  const std::vector<Check> programs = program_checks(run, result.programs);
  const std::vector<Check> threads = thread_checks(run, result.programs);
  std::vector<Check> speed;
  if (!correctness_only(run.options) && run.lab.points.throughput > 0) {
    const auto timed = std::count_if(jobs.begin(), jobs.end(), is_timed);
    run.progress.total += static_cast<std::size_t>(timed);
    speed = time_jobs(run, jobs);
  }
  if (run.options.shrink) write_shrunk_traces(run, jobs);
  // Traces first: their findings show more than those of unit tests.
  for (const TraceJob& job : jobs) result.checks.push_back(job.check);
  result.checks.insert(result.checks.end(), tests.begin(), tests.end());
  result.checks.insert(result.checks.end(), checker.begin(), checker.end());
  for (const std::vector<Check>* more :
       {&programs, &threads, &std::as_const(speed)}) {
    result.checks.insert(result.checks.end(), more->begin(), more->end());
  }
  score(run, jobs, result);
  add_bonuses(run, result);
  const std::string rule = checker_rule(run, checker);
  if (!rule.empty()) result.rules.push_back(rule);
  note_grader_errors(result);
}

void grade_into(Run& run, LabResult& result) {
  std::vector<TraceJob> jobs = read_jobs(run.kit, run.lab, run.options);
  run.progress.total = jobs.size() + 1 + (wants_tests(run.options) ? 1 : 0) +
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

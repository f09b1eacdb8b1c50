#include "grade/scoring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "grade/score.hpp"

namespace heaplab::grade {
namespace {

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

// Takes the points of what could not be graded here out of the axis.
void leave_out_ungraded(AxisScore& axis, LabResult& result) {
  std::vector<Check> ungraded = result.checks;
  std::erase_if(ungraded, [](const Check& check) { return !check.ungraded; });
  const double points = all_points(ungraded);
  if (points == 0) return;
  result.ungraded = axis.max_score * points / all_points(result.checks);
  axis.max_score -= result.ungraded;
}

}  // namespace

bool correctness_only(const GradeOptions& options) {
  return options.correctness_only || !options.check.empty();
}

void score(const Run& run, const std::vector<TraceJob>& jobs,
           LabResult& result) {
  AxisScore& axis = result.axes[Axis::correctness];
  // A part of the checks is scored by itself.
  if (!run.options.check.empty()) axis.max_score = all_points(result.checks);
  leave_out_ungraded(axis, result);
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

}  // namespace heaplab::grade

#include "grade/throughput.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;

Check speed_check(const TraceJob& job) {
  Check check;
  check.id = "throughput/" + job.check.id;
  check.title = "the speed of " + job.check.id;
  check.axis = Axis::throughput;
  return check;
}

const std::string& baseline_name(const Run& run, const TraceJob& job) {
  return job.baseline.empty() ? run.lab.throughput.baseline : job.baseline;
}

Finding too_slow_finding(const Run& run, const TraceJob& job) {
  Finding finding;
  finding.kind = FindingKind::too_slow;
  finding.trace = job.trace.path;
  finding.expected = fmt::format(
      "less than {} times the time of {} (from there on there are no points)",
      run.lab.throughput.ratio_none, baseline_name(run, job));
  finding.actual = fmt::format(
      "at least {:.1f} times; it was stopped early. The points for correctness "
      "and utilization stay",
      job.timing.ratio);
  return finding;
}

judge::TimingOptions options_for(const Run& run, double seconds) {
  judge::TimingOptions options;
  options.ratio_none = run.lab.throughput.ratio_none;
  options.system_call_ns = run.lab.throughput.system_call_ns;
  options.page_ns = run.lab.throughput.page_ns;
  options.budget_ns = static_cast<std::uint64_t>(std::max(0.05, seconds) * 1e9);
  return options;
}

class Timer {
 public:
  Timer(Run& run, std::size_t traces) : run_(run), left_(traces) {}

  void take(TraceJob& job);
  std::vector<Check> checks() { return std::move(checks_); }

 private:
  void time(TraceJob& job);
  void add_too_slow(const TraceJob& job);
  void fail(TraceJob& job, Finding finding) const;

  Run& run_;
  std::size_t left_;  // traces
  Stopwatch watch_;
  std::vector<Check> checks_;
};

void Timer::add_too_slow(const TraceJob& job) {
  Check check = speed_check(job);
  check.finding =
      job.timing.finding ? *job.timing.finding : too_slow_finding(run_, job);
  check.finding->hint = job.trace.hint;
  check.finding->reproduce = run_.regrade();
  checks_.push_back(std::move(check));
}

void Timer::fail(TraceJob& job, Finding finding) const {
  if (finding.trace.empty()) finding.trace = job.trace.path;
  finding.hint = job.trace.hint;
  finding.reproduce = run_.reproduce(job.check.id);
  job.check.verdict = Verdict::failed;
  job.check.score = 0;
  job.check.finding = std::move(finding);
}

// Each trace gets an equal share of what is left.
void Timer::time(TraceJob& job) {
  const double left = run_.options.throughput_budget_s - watch_.seconds();
  const double share = left / static_cast<double>(left_--);
  auto options = options_for(run_, share);
  options.heap_peak_bytes = job.replay.peak_heap_bytes;
  options.lockstep = &job.replay;
  const std::string& name = baseline_name(run_, job);
  job.timing = run_.services.time_trace(
      job.trace, run_.submission_of(job), {run_.kit.baseline(name), name},
      job.replay.offsets, run_.lab.limits, options);
}

void Timer::take(TraceJob& job) {
  run_.step("timing " + job.check.id);
  try {
    time(job);
  } catch (const std::exception& error) {
    Check check = speed_check(job);
    set_grader_error(check, error.what());
    checks_.push_back(std::move(check));
    return;
  }
  const std::optional<Finding>& finding = job.timing.finding;
  const bool slow = job.timing.stopped_early ||
                    (finding && finding->kind == FindingKind::too_slow);
  if (finding && finding->kind != FindingKind::too_slow) {
    fail(job, *finding);
  } else if (slow) {
    job.timing.stopped_early = true;
    add_too_slow(job);
  }
}

}  // namespace

bool is_timed(const TraceJob& job) { return job.throughput && job.correct(); }

std::vector<Check> time_jobs(Run& run, std::vector<TraceJob>& jobs) {
  const auto traces = std::count_if(jobs.begin(), jobs.end(), is_timed);
  Timer timer(run, static_cast<std::size_t>(traces));
  for (TraceJob& job : jobs) {
    if (is_timed(job)) timer.take(job);
  }
  return timer.checks();
}

}  // namespace heaplab::grade

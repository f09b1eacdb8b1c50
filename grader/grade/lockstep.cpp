#include "grade/lockstep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace heaplab::grade {
namespace {

using judge::Finding;
using judge::FindingKind;

constexpr int alike_traces = 3;

// Ways to end that a next trace would meet as well.
bool ends_everything(FindingKind kind) {
  switch (kind) {
    case FindingKind::load_error:
    case FindingKind::crash:
    case FindingKind::stack_overflow:
    case FindingKind::abort:
    case FindingKind::exit:
    case FindingKind::killed:
    case FindingKind::time_out:
    case FindingKind::forbidden_call:
    case FindingKind::output_limit:
    case FindingKind::hidden_memory:
    case FindingKind::global_state:
      return true;
    default:
      return false;
  }
}

class Lockstep {
 public:
  explicit Lockstep(Run& run) : run_(run) {}

  void take(TraceJob& job);

 private:
  void replay(TraceJob& job);
  void fail(TraceJob& job, Finding finding) const;
  bool skip(TraceJob& job) const;
  void note(const TraceJob& job, double seconds);
  judge::Limits limits() const;

  Run& run_;
  Stopwatch watch_;
  double hung_s_ = 0;    // in traces that ended in a time-out
  int alike_ = 0;        // the first traces that ended as `first_` did
  bool differ_ = false;  // one did not
  std::optional<Finding> first_;
};

void Lockstep::fail(TraceJob& job, Finding finding) const {
  finding.trace = job.trace.path;
  finding.hint = job.trace.hint;
  finding.reproduce = run_.reproduce(job.check.id);
  job.check.verdict = Verdict::failed;
  job.check.score = 0;
  job.check.finding = std::move(finding);
}

// A limit on one trace may not be longer than what is left for all.
judge::Limits Lockstep::limits() const {
  judge::Limits limits = run_.lab.limits;
  const double left =
      std::max(0.1, run_.options.lockstep_budget_s - watch_.seconds());
  limits.trace_wall_ns =
      std::min(limits.trace_wall_ns, static_cast<std::uint64_t>(left * 1e9));
  return limits;
}

// Fails the trace unrun where running it would only cost time.
bool Lockstep::skip(TraceJob& job) const {
  Finding finding;
  finding.kind = FindingKind::time_out;
  if (!differ_ && alike_ >= alike_traces) {
    finding = *first_;
    finding.line = 0;
    finding.actual = fmt::format(
        "not run: the first {} traces all ended in the same way, before their "
        "first operation was done ({})",
        alike_traces, first_->actual);
  } else if (hung_s_ > 0 && hung_s_ >= run_.options.hang_budget_s) {
    finding.expected = "operations that come back";
    finding.actual = fmt::format(
        "not run: the traces before it took {:.1f} s to time out, and the lab "
        "allows {} s for that",
        hung_s_, run_.options.hang_budget_s);
  } else if (watch_.seconds() >= run_.options.lockstep_budget_s) {
    finding.expected = fmt::format("all traces of the lab end within {} s",
                                   run_.options.lockstep_budget_s);
    finding.actual = "not run: the traces before it used up that time";
  } else {
    return false;
  }
  fail(job, finding);
  return true;
}

void Lockstep::note(const TraceJob& job, double seconds) {
  const std::optional<Finding>& finding = job.check.finding;
  if (finding && finding->kind == FindingKind::time_out) hung_s_ += seconds;
  const bool fatal =
      finding && job.replay.operations == 0 && ends_everything(finding->kind);
  if (!fatal || (first_ && first_->kind != finding->kind)) {
    differ_ = true;
  } else {
    if (!first_) first_ = finding;
    ++alike_;
  }
}

void Lockstep::replay(TraceJob& job) {
  try {
    job.replay =
        run_.services.replay(job.trace, run_.submission_of(job), limits());
  } catch (const std::exception& error) {
    differ_ = true;
    return set_grader_error(job.check, error.what());
  }
  if (job.replay.finding) {
    fail(job, *job.replay.finding);
  } else if (job.replay.correct) {
    job.check.verdict = Verdict::passed;
    job.check.score = job.check.max_score;
  } else {
    set_grader_error(job.check, "the judge gave neither a finding nor a pass");
  }
}

void Lockstep::take(TraceJob& job) {
  run_.step(job.check.id);
  if (job.unbuilt || skip(job)) return;
  const Stopwatch own;
  replay(job);
  if (job.check.verdict != Verdict::grader_error) note(job, own.seconds());
}

}  // namespace

void replay_jobs(Run& run, std::vector<TraceJob>& jobs) {
  std::map<std::string, Lockstep> lockstep;  // by exercise
  for (TraceJob& job : jobs)
    lockstep.try_emplace(job.check.exercise, run).first->second.take(job);
}

}  // namespace heaplab::grade

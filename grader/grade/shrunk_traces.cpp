#include "grade/shrunk_traces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/write.hpp"

namespace heaplab::grade {
namespace fs = std::filesystem;
namespace {

using judge::FindingKind;

constexpr std::size_t fewest_operations = 20;
constexpr std::size_t most_traces = 3;

// Kinds that one replay in lockstep shows, and shows fast.
bool can_be_shrunk(FindingKind kind) {
  switch (kind) {
    case FindingKind::load_error:
    case FindingKind::time_out:
    case FindingKind::too_slow:
    case FindingKind::differs_when_timed:
    case FindingKind::clock_disagrees:
      return false;
    default:
      return true;
  }
}

bool is_worth_it(const TraceJob& job) {
  return job.check.verdict == Verdict::failed && job.check.finding &&
         job.replay.finding && can_be_shrunk(job.replay.finding->kind) &&
         job.trace.operations.size() > fewest_operations;
}

// "programs/perl" → "programs-perl.trace"
std::string file_name(const std::string& check_id) {
  std::string name = check_id;
  std::replace(name.begin(), name.end(), '/', '-');
  return name + ".trace";
}

// A generated trace's header would be in the way of its operations.
void describe(trace::Trace& small, const TraceJob& job) {
  small.title =
      fmt::format("{}, shrunk until only what shows {} is left", job.check.id,
                  judge::finding_name(job.replay.finding->kind));
  small.source = job.trace.source;
  small.pattern.clear();
  small.seed = 0;
  small.operations_wanted = 0;
}

fs::path findings_folder(const Run& run) {
  return run.options.findings.empty() ? run.kit.findings(run.lab.id)
                                      : run.options.findings;
}

void shrink_one(Run& run, TraceJob& job, double seconds) {
  trace::Trace small = run.services.shrink(
      job.trace, run.submission_of(job), run.lab.limits,
      job.replay.finding->kind, static_cast<std::uint64_t>(seconds * 1e9));
  if (small.operations.size() >= job.trace.operations.size()) return;
  describe(small, job);
  const fs::path folder = findings_folder(run);
  std::error_code none;
  fs::create_directories(folder, none);
  const fs::path file = folder / file_name(job.check.id);
  write_file(file, trace::write_trace(small));
  job.check.finding->shrunk_trace = shown_path(file, run.kit.root);
}

}  // namespace

void write_shrunk_traces(Run& run, std::vector<TraceJob>& jobs) {
  const Stopwatch watch;
  std::size_t left = most_traces;
  for (TraceJob& job : jobs) {
    const double seconds = run.options.shrink_budget_s - watch.seconds();
    if (left == 0 || seconds <= 0) return;
    if (!is_worth_it(job)) continue;
    run.step("shrinking " + job.check.id);
    try {
      shrink_one(run, job, seconds / static_cast<double>(left--));
    } catch (const std::runtime_error&) {
      // The verdict stands without it.
      continue;
    }
  }
}

}  // namespace heaplab::grade

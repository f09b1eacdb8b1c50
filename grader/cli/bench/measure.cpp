#include "cli/bench/measure.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "judge/peer_footprint.hpp"
#include "trace/generate.hpp"
#include "trace/statistics.hpp"

namespace heaplab::cli {
namespace {

// A baseline that takes nothing back needs room for every request.
constexpr std::uint64_t most_bump_bytes = 1u << 30;
constexpr std::uint64_t block_overhead_bytes = 64;
// Beside the others nobody needs so long for a trace.
constexpr std::uint64_t lockstep_wall_ns = 10'000'000'000;

using Report =
    std::function<void(std::size_t, std::size_t, const std::string&)>;

std::uint64_t bytes_without_reuse(const trace::Trace& trace) {
  std::uint64_t bytes = 1 << 20;
  for (const trace::Operation& operation : trace.operations)
    bytes += operation.bytes + operation.alignment + block_overhead_bytes;
  return std::min(bytes, most_bump_bytes);
}

class Measurer {
 public:
  Measurer(Comparison& comparison, std::size_t traces, const Report& report)
      : comparison_(comparison), report_(report) {
    for (const Allocator& allocator : comparison.allocators)
      if (allocator.skipped.empty()) ++taking_part_;
    steps_ = traces * (taking_part_ + 1);
  }

  void take(const trace::Trace& original);

 private:
  void time(const trace::Trace& trace, ComparedTrace& row);
  void look_at_memory(const trace::Trace& trace, const Allocator& allocator,
                      Measurement& result);
  void replay(const trace::Trace& trace, const Allocator& allocator,
              Measurement& result);
  void step(const std::string& what) { report_(done_++, steps_, what); }

  Comparison& comparison_;
  const Report& report_;
  std::size_t taking_part_ = 0;
  std::size_t steps_ = 0;
  std::size_t done_ = 0;
};

void Measurer::time(const trace::Trace& trace, ComparedTrace& row) {
  std::vector<judge::Contender> contenders;
  for (std::size_t k = 0; k < taking_part_; ++k) {
    contenders.push_back(comparison_.allocators[k].contender);
    if (comparison_.allocators[k].kind == AllocatorKind::baseline)
      contenders.back().limits.heap_bytes = bytes_without_reuse(trace);
  }
  const auto speeds = judge::compare(trace, contenders, comparison_.options);
  for (std::size_t k = 0; k < taking_part_; ++k) {
    Measurement result;
    result.ns_per_operation = speeds[k].ns_per_operation;
    result.reason = speeds[k].failure;
    if (!speeds[k].failure.empty()) result.outcome = Outcome::failed;
    if (speeds[k].stopped) {
      result.outcome = Outcome::stopped;
      result.reason = "its first pass took too long";
    }
    row.results.push_back(result);
  }
}

void Measurer::replay(const trace::Trace& trace, const Allocator& allocator,
                      Measurement& result) {
  judge::Limits limits = allocator.contender.limits;
  limits.trace_wall_ns = std::min(limits.trace_wall_ns, lockstep_wall_ns);
  if (allocator.kind == AllocatorKind::baseline)
    limits.heap_bytes = bytes_without_reuse(trace);
  const judge::Replay replay =
      judge::replay(trace, allocator.contender.submission, limits);
  if (replay.finding) {
    result.outcome = Outcome::failed;
    result.reason = fmt::format("{}: {}", finding_name(replay.finding->kind),
                                replay.finding->actual);
    return;
  }
  result.peak_utilization = replay.peak_utilization;
  result.average_utilization = replay.average_utilization;
  result.peak_footprint_bytes = replay.peak_footprint_bytes;
  result.end_footprint_bytes = replay.final_footprint_bytes;
  if (allocator.layout)
    result.bound =
        grade::bound(trace, *allocator.layout, limits.heap_bytes).utilization;
}

void Measurer::look_at_memory(const trace::Trace& trace,
                              const Allocator& allocator, Measurement& result) {
  step(fmt::format("{}: memory of {}", trace.name, allocator.name));
  if (allocator.kind == AllocatorKind::floor ||
      result.outcome != Outcome::measured)
    return;
  if (allocator.kind != AllocatorKind::system)
    return replay(trace, allocator, result);
  const auto footprint =
      judge::peer_footprint(trace, allocator.contender.submission);
  if (!footprint.failure.empty())
    result.reason = "its memory was not measured: " + footprint.failure;
  result.peak_utilization = footprint.peak_utilization;
  result.average_utilization = footprint.average_utilization;
  result.peak_footprint_bytes = footprint.peak_footprint_bytes;
  result.end_footprint_bytes = footprint.end_footprint_bytes;
}

void Measurer::take(const trace::Trace& original) {
  const trace::Trace trace =
      trace::balanced_prefix(original, 2 * original.operations.size());
  const trace::Statistics statistics = trace::statistics(trace);
  ComparedTrace row{original.name,
                    original.path,
                    statistics.operations,
                    statistics.peak_live_bytes,
                    statistics.largest_request_bytes,
                    {}};
  step(trace.name + ": time");
  time(trace, row);
  for (std::size_t k = 0; k < taking_part_; ++k)
    look_at_memory(trace, comparison_.allocators[k], row.results[k]);
  comparison_.traces.push_back(std::move(row));
}

}  // namespace

void measure(Comparison& comparison, const std::vector<trace::Trace>& traces,
             const Report& progress) {
  Measurer measurer(comparison, traces.size(), progress);
  for (const trace::Trace& trace : traces) measurer.take(trace);
}

}  // namespace heaplab::cli

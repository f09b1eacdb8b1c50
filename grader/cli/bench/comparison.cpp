#include "cli/bench/comparison.hpp"

#include <algorithm>
#include <cmath>

namespace heaplab::cli {

std::optional<std::size_t> Comparison::find(const std::string& name) const {
  for (std::size_t k = 0; k < allocators.size(); ++k)
    if (allocators[k].name == name && allocators[k].skipped.empty()) return k;
  return std::nullopt;
}

Summary Comparison::summary(std::size_t allocator) const {
  Summary summary;
  double logarithms = 0;
  for (const ComparedTrace& trace : traces) {
    const Measurement& result = trace.results[allocator];
    if (result.outcome != Outcome::measured) continue;
    ++summary.traces;
    logarithms += std::log(std::max(result.ns_per_operation, 1e-3));
    summary.peak_utilization += result.peak_utilization;
    summary.average_utilization += result.average_utilization;
    summary.fraction_of_bound += fraction_of_bound(result);
    summary.peak_footprint_bytes += result.peak_footprint_bytes;
    summary.end_footprint_bytes += result.end_footprint_bytes;
  }
  if (summary.traces == 0) return summary;
  const auto count = static_cast<double>(summary.traces);
  summary.ns_per_operation = std::exp(logarithms / count);
  summary.peak_utilization /= count;
  summary.average_utilization /= count;
  summary.fraction_of_bound /= count;
  return summary;
}

double Comparison::ratio(std::size_t allocator, std::size_t other) const {
  double logarithms = 0;
  std::size_t count = 0;
  for (const ComparedTrace& trace : traces) {
    const Measurement& own = trace.results[allocator];
    const Measurement& against = trace.results[other];
    if (own.outcome != Outcome::measured ||
        against.outcome != Outcome::measured)
      continue;
    logarithms += std::log(own.ns_per_operation / against.ns_per_operation);
    ++count;
  }
  return count == 0 ? 0 : std::exp(logarithms / static_cast<double>(count));
}

double fraction_of_bound(const Measurement& result) {
  return result.bound > 0 ? result.peak_utilization / result.bound : 0;
}

double time_ratio(const Measurement& own, const Measurement& other) {
  return own.ns_per_operation / std::max(other.ns_per_operation, 1e-3);
}

bool has_large_blocks(const ComparedTrace& trace) {
  constexpr std::uint64_t large_bytes = 128 << 10;
  return trace.largest_request_bytes >= large_bytes;
}

std::string_view kind_name(AllocatorKind kind) {
  switch (kind) {
    case AllocatorKind::floor:
      return "floor";
    case AllocatorKind::baseline:
      return "baseline";
    case AllocatorKind::reference:
      return "reference";
    case AllocatorKind::submission:
      return "submission";
    case AllocatorKind::system:
      return "system";
  }
  return "";
}

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::measured:
      return "measured";
    case Outcome::stopped:
      return "stopped";
    case Outcome::failed:
      return "failed";
  }
  return "";
}

}  // namespace heaplab::cli

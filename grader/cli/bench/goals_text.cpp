#include <fmt/format.h>

#include <algorithm>

#include "cli/bench/goals.hpp"

namespace heaplab::cli {
namespace {

std::string trace_lines(const Comparison& comparison, std::size_t own,
                        std::size_t glibc) {
  std::string text = fmt::format(
      "  {:24} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9}\n", "trace", "/glibc",
      "/bound", "peak", "glibc's", "average", "end KiB", "glibc's");
  for (const ComparedTrace& trace : comparison.traces) {
    const Measurement& result = trace.results[own];
    const Measurement& other = trace.results[glibc];
    text += fmt::format(
        "  {:24} {:8.3f} {:8.3f} {:8.3f} {:8.3f} {:8.3f} {:9} {:9}{}\n",
        trace.name, time_ratio(result, other), fraction_of_bound(result),
        result.peak_utilization, other.peak_utilization,
        result.average_utilization, result.end_footprint_bytes / 1024,
        other.end_footprint_bytes / 1024,
        has_large_blocks(trace) ? "  large" : "");
  }
  return text;
}

}  // namespace

std::string goals_text(const Comparison& comparison,
                       const std::vector<Goal>& goals) {
  const auto glibc = comparison.find("glibc");
  std::string text;
  for (std::size_t k = 0; k < comparison.allocators.size(); ++k) {
    const Allocator& allocator = comparison.allocators[k];
    if (!has_goals(allocator)) continue;
    text += fmt::format("goals of {}\n{}", allocator.name,
                        trace_lines(comparison, k, *glibc));
    for (const Goal& goal : goals)
      if (goal.allocator == allocator.name)
        text +=
            fmt::format("  {:7} {}\n", goal.met ? "met" : "missed", goal.text);
  }
  return text;
}

}  // namespace heaplab::cli

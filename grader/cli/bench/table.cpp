#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/bench/comparison.hpp"
#include "report/text.hpp"

namespace heaplab::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr const char* yardstick = "glibc";

std::string number(double value, int decimals) {
  return value > 0 ? fmt::format("{:.{}f}", value, decimals) : "-";
}

std::string kilobytes(std::uint64_t bytes) {
  return report::grouped((bytes + 1023) / 1024);
}

// The first column to the left, the others to the right.
std::string aligned(const Rows& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t k = 0; k < row.size(); ++k)
      widths[k] = std::max(widths[k], row[k].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line = "  " + report::pad_right(row[0], widths[0]);
    for (std::size_t k = 1; k < row.size(); ++k)
      line += "  " + report::pad_left(row[k], widths[k]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string summary_table(const Comparison& comparison) {
  Rows rows{{"allocator", "ns/op", "/glibc", "peak", "average", "/bound",
             "most KiB", "end KiB", "traces"}};
  const auto glibc = comparison.find(yardstick);
  for (std::size_t k = 0; k < comparison.allocators.size(); ++k) {
    if (!comparison.allocators[k].skipped.empty()) continue;
    const Summary summary = comparison.summary(k);
    const bool memory = summary.peak_footprint_bytes > 0;
    rows.push_back({comparison.allocators[k].name,
                    number(summary.ns_per_operation, 2),
                    number(glibc ? comparison.ratio(k, *glibc) : 0, 2),
                    number(summary.peak_utilization, 3),
                    number(summary.average_utilization, 3),
                    number(summary.fraction_of_bound, 3),
                    memory ? kilobytes(summary.peak_footprint_bytes) : "-",
                    memory ? kilobytes(summary.end_footprint_bytes) : "-",
                    fmt::format("{}", summary.traces)});
  }
  return aligned(rows);
}

std::vector<std::string> result_row(const std::string& name,
                                    const Measurement& result,
                                    const Measurement* glibc) {
  if (result.outcome == Outcome::failed) return {name, "failed"};
  if (result.outcome == Outcome::stopped)
    return {name, "> " + number(result.ns_per_operation, 0)};
  const bool compared = glibc && glibc->outcome == Outcome::measured;
  const bool memory = result.peak_footprint_bytes > 0;
  return {
      name,
      number(result.ns_per_operation, 2),
      number(compared ? result.ns_per_operation / glibc->ns_per_operation : 0,
             2),
      number(result.peak_utilization, 3),
      number(result.average_utilization, 3),
      number(fraction_of_bound(result), 3),
      memory ? kilobytes(result.peak_footprint_bytes) : "-",
      memory ? kilobytes(result.end_footprint_bytes) : "-"};
}

std::string trace_table(const Comparison& comparison,
                        const ComparedTrace& trace) {
  Rows rows{{"allocator", "ns/op", "/glibc", "peak", "average", "/bound",
             "most KiB", "end KiB"}};
  const auto glibc = comparison.find(yardstick);
  for (std::size_t k = 0; k < trace.results.size(); ++k)
    rows.push_back(result_row(comparison.allocators[k].name, trace.results[k],
                              glibc ? &trace.results[*glibc] : nullptr));
  return fmt::format("{}: {} operations, {} KiB of payload at most\n{}\n",
                     trace.path, report::grouped(trace.operations),
                     kilobytes(trace.peak_payload_bytes), aligned(rows));
}

std::string trouble(const std::string& name, const std::string& trace,
                    const Measurement& result) {
  if (result.reason.empty()) return {};
  const std::string outcome =
      result.outcome == Outcome::measured
          ? ""
          : fmt::format("{}, ", outcome_name(result.outcome));
  return fmt::format("{} on {}: {}{}\n", name, trace, outcome, result.reason);
}

std::string troubles(const Comparison& comparison) {
  std::string text;
  for (const Allocator& allocator : comparison.allocators)
    if (!allocator.skipped.empty())
      text +=
          fmt::format("{}: skipped, {}\n", allocator.name, allocator.skipped);
  for (const ComparedTrace& trace : comparison.traces)
    for (std::size_t k = 0; k < trace.results.size(); ++k)
      text +=
          trouble(comparison.allocators[k].name, trace.name, trace.results[k]);
  return text;
}

constexpr const char* legend =
    "ns/op and /glibc: geometric means. peak, average: utilization, means of\n"
    "max payload / max footprint and of sum of payload / sum of footprint.\n"
    "/bound: peak against what the lab's layout allows. most, end: footprint,\n"
    "summed over the traces. An allocator's line counts the traces it was\n"
    "measured on. The memory of the system's allocators is an estimate, in\n"
    "whole pages. Modelled costs of system calls are charged to nobody.\n";

}  // namespace

std::string comparison_table(const Comparison& comparison, bool detail) {
  std::string text;
  if (detail)
    for (const ComparedTrace& trace : comparison.traces)
      text += trace_table(comparison, trace);
  text += fmt::format(
      "allocators on {} traces, slice by slice in turn: {} rounds in each of "
      "{} executions\n{}",
      comparison.traces.size(), comparison.options.rounds,
      comparison.options.executions, summary_table(comparison));
  return text + troubles(comparison) + legend;
}

}  // namespace heaplab::cli

#include "report/trace_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/text.hpp"
#include "trace/printable.hpp"

namespace heaplab::report {
namespace {

constexpr std::size_t widest_name = 22;
constexpr std::size_t widest_beside_average = 19;

std::string numbers(const std::string& operations, const std::string& speed,
                    const std::string& ratio, const std::string& used,
                    const std::string& bound, const std::string& fraction) {
  return pad_left(operations, 8) + pad_left(speed, 8) + pad_left(ratio, 10) +
         pad_left(used, 12) + pad_left(bound, 8) + pad_left(fraction, 10) +
         "\n";
}

// Of a lab that scores the average too.
std::string more_numbers(const std::string& operations,
                         const std::string& speed, const std::string& ratio,
                         const std::string& peak,
                         const std::string& peak_fraction,
                         const std::string& average,
                         const std::string& average_fraction) {
  return pad_left(operations, 7) + pad_left(speed, 8) + pad_left(ratio, 9) +
         pad_left(peak, 8) + pad_left(peak_fraction, 9) + pad_left(average, 9) +
         pad_left(average_fraction, 9) + "\n";
}

std::string number_or_dash(double value, int decimals) {
  return value > 0 ? fmt::format("{:.{}f}", value, decimals) : "-";
}

std::string ratio_text(const grade::TraceResult& trace) {
  const std::string text = number_or_dash(trace.ratio, 2);
  return trace.stopped_early ? "≥ " + text : text;
}

double fraction_of(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

std::string more_row_numbers(const grade::TraceResult& trace) {
  const double peak = fraction_of(trace.peak_utilization, trace.bound);
  const double average =
      fraction_of(trace.average_utilization, trace.average_bound);
  return more_numbers(
      grouped(trace.operations), number_or_dash(trace.ns_per_operation, 1),
      ratio_text(trace), fmt::format("{:.4f}", trace.peak_utilization),
      fmt::format("{:.4f}", peak),
      fmt::format("{:.4f}", trace.average_utilization),
      fmt::format("{:.4f}", average));
}

std::string row_numbers(const grade::TraceResult& trace) {
  if (!trace.correct) {
    return pad_left(grouped(trace.operations), 8) + "  not correct\n";
  }
  if (trace.average_weight > 0) return more_row_numbers(trace);
  const double fraction = fraction_of(trace.peak_utilization, trace.bound);
  return numbers(
      grouped(trace.operations), number_or_dash(trace.ns_per_operation, 1),
      ratio_text(trace), fmt::format("{:.4f}", trace.peak_utilization),
      number_or_dash(trace.bound, 4), fmt::format("{:.4f}", fraction));
}

// A name that does not fit gets a line of its own; it is never cut.
std::string name_cell(const std::string& name, std::size_t width) {
  if (trace::printable_width(name) <= width) {
    return "  " + pad_right(name, width);
  }
  return fmt::format("  {}\n{:{}}", name, "", width + 2);
}

}  // namespace

std::string trace_table(const std::vector<grade::TraceResult>& traces) {
  if (traces.empty()) return {};
  const bool average = traces.front().average_weight > 0;
  const std::size_t widest = average ? widest_beside_average : widest_name;
  std::size_t width = 5;
  for (const grade::TraceResult& trace : traces) {
    const std::size_t name = trace::printable_width(trace.name);
    if (name <= widest) width = std::max(width, name);
  }
  std::string text = name_cell("trace", width) +
                     (average ? more_numbers("ops", "ns/op", "ratio", "peak",
                                             "of bound", "average", "of bound")
                              : numbers("ops", "ns/op", "ratio", "utilization",
                                        "bound", "of bound"));
  for (const grade::TraceResult& trace : traces) {
    text += name_cell(trace.name, width) + row_numbers(trace);
  }
  return text;
}

}  // namespace heaplab::report

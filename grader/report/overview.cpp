// All labs in one table.
#include <fmt/format.h>

#include <algorithm>

#include "report/terminal.hpp"
#include "report/text.hpp"

namespace heaplab::report {
namespace {

using grade::Axis;
using grade::LabResult;

constexpr std::size_t cell = 14;

std::string axis_cell(const LabResult& result, Axis axis) {
  const auto found = result.axes.find(axis);
  if (found == result.axes.end() || found->second.max_score <= 0) {
    return pad_left("-", cell);
  }
  const grade::AxisScore& score = found->second;
  return pad_left(points_text(score.score, score.max_score), cell);
}

std::string total_cell(const LabResult& result) {
  return pad_left(points_text(result.score, result.max_score), cell + 2);
}

// What numbers alone would hide.
std::string note(const LabResult& result, const TextOptions& options) {
  if (result.status == grade::Status::graded) return {};
  const bool kit = result.status == grade::Status::grader_error;
  const std::string text = wrap(
      (kit ? "grader error, not final: " : "ungradable: ") + result.message, 2);
  return "  " + paint(text, kit ? Paint::warn : Paint::bad, options.colour) +
         "\n";
}

std::string row(const LabResult& result, std::size_t width,
                const TextOptions& options) {
  std::string text = pad_right(result.lab, width);
  for (const Axis axis :
       {Axis::correctness, Axis::throughput, Axis::utilization}) {
    text += axis_cell(result, axis);
  }
  return text + total_cell(result) + "\n" + note(result, options);
}

}  // namespace

std::string overview_text(const std::vector<LabResult>& results,
                          const TextOptions& options) {
  std::size_t width = 5;
  double score = 0;
  double max_score = 0;
  for (const LabResult& result : results) {
    width = std::max(width, result.lab.size());
    score += result.score;
    max_score += result.max_score;
  }
  const std::string head =
      pad_right("lab", width) + pad_left("correctness", cell) +
      pad_left("throughput", cell) + pad_left("utilization", cell) +
      pad_left("total", cell + 2);
  std::string text = paint(head, Paint::bold, options.colour) + "\n";
  for (const LabResult& result : results) text += row(result, width, options);
  text += pad_right("total", width + 3 * cell) +
          pad_left(points_text(score, max_score), cell + 2) + "\n";
  return text;
}

}  // namespace heaplab::report

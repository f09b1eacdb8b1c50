#include "report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "trace/printable.hpp"

namespace heaplab::report {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

void wrap_line(std::string_view line, std::size_t indent, std::string& text) {
  std::size_t column = indent;
  bool first = true;
  for (const std::string_view word : split(line, ' ')) {
    const std::size_t width = trace::printable_width(word);
    if (!first && column + 1 + width > columns) {
      text += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (!first) {
      text += ' ';
      ++column;
    }
    text += word;
    column += width;
    first = false;
  }
}

std::string_view code_of(Paint paint) {
  switch (paint) {
    case Paint::bold:
      return "1";
    case Paint::good:
      return "32";
    case Paint::bad:
      return "31";
    case Paint::warn:
      return "33";
  }
  return "0";
}

std::string padding(std::string_view text, std::size_t width) {
  const std::size_t shown = trace::printable_width(text);
  return std::string(width - std::min(width, shown), ' ');
}

}  // namespace

std::string paint(std::string_view text, Paint paint, bool colour) {
  if (!colour) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code_of(paint), text);
}

std::string wrap(std::string_view text, std::size_t indent) {
  std::string wrapped;
  for (const std::string_view line : split(text, '\n')) {
    if (line.data() != text.data()) wrapped += '\n' + std::string(indent, ' ');
    wrap_line(line, indent, wrapped);
  }
  return wrapped;
}

std::string indent_lines(std::string_view text, std::size_t indent) {
  std::string indented;
  for (const std::string_view line : split(text, '\n')) {
    if (line.data() != text.data()) indented += '\n' + std::string(indent, ' ');
    indented += line;
  }
  return indented;
}

std::string pad_right(std::string_view text, std::size_t width) {
  return std::string(text) + padding(text, width);
}

std::string pad_left(std::string_view text, std::size_t width) {
  return padding(text, width) + std::string(text);
}

std::string score_text(double score, double max_score) {
  for (int decimals = 2;; ++decimals) {
    std::string text = fmt::format("{:.{}f}", score, decimals);
    const bool looks_full = text == fmt::format("{:.{}f}", max_score, decimals);
    if (score == max_score || !looks_full || decimals == 9) return text;
  }
}

std::string points_text(double score, double max_score) {
  // A share may have more decimals than anybody reads.
  return fmt::format("{} of {}", score_text(score, max_score),
                     std::round(max_score * 100) / 100);
}

std::string grouped(std::uint64_t number) {
  std::string text = fmt::format("{}", number);
  for (std::size_t at = text.size(); at > 3; at -= 3)
    text.insert(at - 3, 1, ',');
  return text;
}

std::string_view axis_name(grade::Axis axis) {
  switch (axis) {
    case grade::Axis::correctness:
      return "correctness";
    case grade::Axis::throughput:
      return "throughput";
    case grade::Axis::utilization:
      return "utilization";
    case grade::Axis::bonus:
      return "bonus";
  }
  return "";
}

std::string_view verdict_name(grade::Verdict verdict) {
  switch (verdict) {
    case grade::Verdict::passed:
      return "passed";
    case grade::Verdict::failed:
      return "failed";
    case grade::Verdict::skipped:
      return "skipped";
    case grade::Verdict::grader_error:
      return "grader-error";
  }
  return "";
}

std::string_view status_name(grade::Status status) {
  switch (status) {
    case grade::Status::graded:
      return "graded";
    case grade::Status::ungradable:
      return "ungradable";
    case grade::Status::grader_error:
      return "grader-error";
  }
  return "";
}

}  // namespace heaplab::report

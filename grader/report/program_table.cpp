#include "report/program_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/text.hpp"

namespace heaplab::report {
namespace {

constexpr double mebibyte = 1 << 20;

std::string ratio(double ours, double theirs) {
  return theirs > 0 ? fmt::format("{:.2f}", ours / theirs) : "-";
}

std::string row(const grade::ProgramResult& program, std::size_t width) {
  const auto bytes = static_cast<double>(program.peak_bytes);
  const auto system_bytes = static_cast<double>(program.system_peak_bytes);
  return "  " + pad_right(program.name, width) +
         pad_left(program.correct ? "yes" : "no", 8) +
         pad_left(fmt::format("{:.2f}", program.seconds), 9) +
         pad_left(ratio(program.seconds, program.system_seconds), 7) +
         pad_left(fmt::format("{:.1f}", bytes / mebibyte), 10) +
         pad_left(ratio(bytes, system_bytes), 7) + "\n";
}

}  // namespace

std::string program_table(const std::vector<grade::ProgramResult>& programs) {
  if (programs.empty()) return {};
  std::size_t width = 0;
  for (const auto& program : programs) {
    width = std::max(width, program.name.size());
  }
  std::string text =
      "  " + pad_right("real program", std::max<std::size_t>(width, 12)) +
      pad_left("correct", 8) + pad_left("CPU s", 9) + pad_left("ratio", 7) +
      pad_left("peak MiB", 10) + pad_left("ratio", 7) + "\n";
  for (const auto& program : programs) {
    text += row(program, std::max<std::size_t>(width, 12));
  }
  return text + "  ratios to the same program with the system's malloc\n";
}

}  // namespace heaplab::report

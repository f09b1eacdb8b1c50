#include "cli/bench/plot.hpp"

#include <fmt/format.h>

#include "cli/installed.hpp"
#include "grade/command.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

constexpr double ns_per_us = 1000;

bool has_point(const Measurement& result) {
  return result.outcome == Outcome::measured && result.peak_utilization > 0 &&
         result.ns_per_operation > 0;
}

// As a string in single quotes.
std::string quoted(const std::string& text) {
  std::string inside;
  for (const char c : text) {
    if (c == '\'') inside += c;
    inside += c;
  }
  return "'" + inside + "'";
}

std::vector<std::size_t> shown_allocators(const Comparison& comparison) {
  std::vector<std::size_t> shown;
  for (std::size_t k = 0; k < comparison.allocators.size(); ++k)
    for (const ComparedTrace& trace : comparison.traces)
      if (k < trace.results.size() && has_point(trace.results[k])) {
        shown.push_back(k);
        break;
      }
  return shown;
}

std::string script(const Comparison& comparison, const fs::path& file,
                   const fs::path& data) {
  const bool svg = file.extension() == ".svg";
  std::string text = fmt::format(
      "set terminal {} size 1000,700 noenhanced background rgb 'white'\nset "
      "output {}\n"
      "set title 'Allocators on {} traces, one point for each'\n"
      "set xlabel 'operations in a microsecond'\n"
      "set ylabel 'utilization: peak payload / peak footprint'\n"
      "set logscale x\nset grid\nset key outside right\n",
      svg ? "svg" : "pngcairo", quoted(file.string()),
      comparison.traces.size());
  std::string points;
  std::size_t block = 0;
  for (const std::size_t k : shown_allocators(comparison))
    points +=
        fmt::format("{}{} index {} using 1:2 with points pt {} title {}",
                    block == 0 ? "plot " : ", ", quoted(data.string()), block,
                    block + 4, quoted(comparison.allocators[k].name)),
        ++block;
  return text + points + "\n";
}

}  // namespace

void require_picture_name(const fs::path& file) {
  if (file.extension() == ".svg" || file.extension() == ".png") return;
  throw InputError(fmt::format(
      "{}: expected a name that ends in .svg or .png, found \"{}\"; "
      "name another file for --plot",
      file.string(), file.extension().string()));
}

std::string plot_data(const Comparison& comparison) {
  std::string text = "# operations in a microsecond, peak utilization, trace\n";
  for (const std::size_t k : shown_allocators(comparison)) {
    text += fmt::format("# {}\n", comparison.allocators[k].name);
    for (const ComparedTrace& trace : comparison.traces)
      if (has_point(trace.results[k]))
        text += fmt::format("{:.4g} {:.4f} {}\n",
                            ns_per_us / trace.results[k].ns_per_operation,
                            trace.results[k].peak_utilization, trace.name);
    text += "\n\n";
  }
  return text;
}

std::string plot(const Comparison& comparison, const fs::path& file) {
  const fs::path data = file.string() + ".dat";
  write_file(data, plot_data(comparison));
  if (shown_allocators(comparison).empty())
    return "plot: skipped, no allocator has both a time and a utilization\n";
  if (!is_installed("gnuplot"))
    return fmt::format(
        "plot: skipped, gnuplot is not installed (package gnuplot-nox); its "
        "numbers are in {}\n",
        data.string());
  const sandbox::ScratchFolder folder;
  write_file(folder.path() / "plot.gp", script(comparison, file, data));
  grade::Command command;
  command.argv = {"gnuplot", (folder.path() / "plot.gp").string()};
  const auto outcome = grade::run_command(command);
  if (outcome.exit_code != 0)
    throw GraderError("gnuplot failed: " + outcome.output);
  return fmt::format("plot: {}, from the numbers in {}\n", file.string(),
                     data.string());
}

}  // namespace heaplab::cli

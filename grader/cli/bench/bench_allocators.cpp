#include "cli/bench/bench_allocators.hpp"

#include <fmt/format.h>

#include <memory>

#include "cli/bench/contenders.hpp"
#include "cli/bench/goals.hpp"
#include "cli/bench/measure.hpp"
#include "cli/bench/plot.hpp"
#include "cli/kit.hpp"
#include "cli/output_file.hpp"
#include "grade/machine.hpp"
#include "report/progress.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/read.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

struct Options {
  std::vector<std::string> traces;
  std::vector<std::string> allocators;
  std::vector<std::string> submissions;
  std::vector<std::string> labs;
  judge::CompareOptions compare;
  std::string json;
  std::string plot;
  bool check_goals = false;
  bool per_trace = false;
};

std::vector<trace::Trace> read_all(const grade::Kit& kit,
                                   const Options& options) {
  std::vector<fs::path> paths(options.traces.begin(), options.traces.end());
  if (paths.empty())
    for (const char* folder :
         {"labs/traces/long", "solutions/traces/long", "labs/traces/large"})
      if (fs::is_directory(kit.root / folder))
        paths.push_back(kit.root / folder);
  std::vector<trace::Trace> traces;
  for (const fs::path& path : paths) {
    if (!fs::is_directory(path)) {
      traces.push_back(trace::read_trace(path));
      continue;
    }
    for (trace::Trace& trace : trace::read_traces(path))
      traces.push_back(std::move(trace));
  }
  return traces;
}

// Each --submission has its --lab; one --lab is for all of them.
std::vector<Entrant> entrants_of(const Options& options) {
  const std::size_t labs = options.labs.size();
  if (labs != options.submissions.size() &&
      !(labs == 1 && !options.submissions.empty()))
    throw InputError(fmt::format(
        "lab: expected one --lab for each --submission, or one for all; found "
        "{} of --submission and {} of --lab",
        options.submissions.size(), labs));
  std::vector<Entrant> entrants;
  for (std::size_t k = 0; k < options.submissions.size(); ++k)
    entrants.push_back(
        {options.submissions[k], options.labs[labs == 1 ? 0 : k]});
  return entrants;
}

// A submission or a reference that was wrong; being slow is no failure.
bool falls_short(const Comparison& comparison) {
  for (const ComparedTrace& trace : comparison.traces)
    for (std::size_t k = 0; k < trace.results.size(); ++k) {
      const AllocatorKind kind = comparison.allocators[k].kind;
      const bool judged =
          kind == AllocatorKind::submission || kind == AllocatorKind::reference;
      if (judged && trace.results[k].outcome == Outcome::failed) return true;
    }
  return false;
}

void write_json(const Options& options, const Comparison& comparison,
                const grade::Kit& kit) {
  const std::string json = comparison_json(comparison, kit.version);
  if (options.json == "-") {
    fmt::print("{}", json);
  } else if (!options.json.empty()) {
    write_file(options.json, json);
  }
}

// What could be wrong with the request is found out before the work is done.
void require_outputs(const Options& options) {
  require_writable(options.json, "--json");
  require_writable(options.plot, "--plot");
  if (!options.plot.empty()) require_picture_name(options.plot);
}

int report_all(const Options& options, const Comparison& comparison,
               const grade::Kit& kit) {
  std::FILE* stream = options.json == "-" ? stderr : stdout;
  fmt::print(stream, "{}", comparison_table(comparison, options.per_trace));
  write_json(options, comparison, kit);
  if (!options.plot.empty())
    fmt::print(stream, "{}", plot(comparison, options.plot));
  bool short_of = falls_short(comparison);
  if (options.check_goals) {
    const std::vector<Goal> all = goals(comparison);
    fmt::print(stream, "{}", goals_text(comparison, all));
    for (const Goal& goal : all) short_of |= !goal.met;
  }
  return short_of ? exit_falls_short : exit_passed;
}

int run_bench_allocators(const Options& options) {
  require_outputs(options);
  const grade::Kit kit = this_kit();
  const std::vector<grade::Manifest> labs = labs_of(kit);
  const std::vector<Entrant> entrants = entrants_of(options);
  const std::vector<trace::Trace> traces = read_all(kit, options);
  Comparison comparison;
  comparison.options = options.compare;
  comparison.machine = grade::machine_description();
  comparison.allocators =
      find_allocators(kit, labs, options.allocators, entrants);
  if (options.check_goals) goals(comparison);  // that there can be any
  report::ProgressLine line;
  measure(comparison, traces,
          [&](std::size_t done, std::size_t total, const std::string& what) {
            line.show("bench", done, total, what);
          });
  line.clear();
  return report_all(options, comparison, kit);
}

}  // namespace

void add_bench_allocators(CommandLine& line, CLI::App& bench) {
  auto options = std::make_shared<Options>();
  CLI::App* app = bench.add_subcommand(
      "allocators",
      "Speed and memory of allocators: the references, glibc and others");
  app->add_option("--trace", options->traces,
                  "A trace or a folder of them, any number of times; without "
                  "it: the recorded ones of labs/traces and solutions/traces")
      ->type_name("FILE|DIR");
  app->add_option("--allocators", options->allocators,
                  "Only these, such as empty,05,glibc; without it: all")
      ->delimiter(',')
      ->type_name("A,B,…");
  app->add_option("--submission", options->submissions,
                  "A folder with work that takes part too, for the lab that "
                  "--lab names; any number of times")
      ->type_name("DIR");
  app->add_option("--lab", options->labs, "The lab of a --submission")
      ->type_name("LAB");
  app->add_option("--rounds", options->compare.rounds,
                  "Passes over a trace in each execution")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  app->add_option("--executions", options->compare.executions,
                  "Fresh processes for each allocator")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  app->add_flag("--per-trace", options->per_trace,
                "A table for each trace as well");
  app->add_option("--json", options->json,
                  "Also write all results as JSON; - is stdout, and then the "
                  "table goes to stderr")
      ->type_name("FILE");
  app->add_option("--plot", options->plot,
                  "Also draw throughput against utilization (needs gnuplot)")
      ->type_name("FILE.svg|.png");
  app->add_flag("--check-goals", options->check_goals,
                "Do the allocators of labs 5 and 6 reach what they should? "
                "Exit code 1 where not");
  app->callback([&line, options] {
    line.run = [options] { return run_bench_allocators(*options); };
  });
}

}  // namespace heaplab::cli

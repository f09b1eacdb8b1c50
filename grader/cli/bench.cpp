// ./lab bench: how fast the kit itself is on this machine.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/bench/bench_allocators.hpp"
#include "cli/command_line.hpp"
#include "cli/kit.hpp"
#include "cli/stability.hpp"
#include "grade/machine.hpp"
#include "judge/judge.hpp"
#include "support/error.hpp"
#include "trace/read.hpp"

namespace heaplab::cli {
namespace {

constexpr double target_us = 6;

double microseconds_per_operation(const trace::Trace& trace,
                                  const judge::Submission& submission) {
  const judge::Replay replay = judge::replay(trace, submission, {});
  if (!replay.correct || replay.operations == 0) {
    throw GraderError(
        fmt::format("the baseline {} fails on {}: {}", submission.name,
                    trace.path, replay.finding ? replay.finding->actual : ""));
  }
  return static_cast<double>(replay.duration_ns) / 1000 /
         static_cast<double>(replay.operations);
}

int run_bench_judge(const std::string& file, std::uint32_t runs) {
  const grade::Kit kit = this_kit();
  const trace::Trace trace =
      file.empty() ? trace::read_traces(kit.labs() / "traces" / "short").front()
                   : trace::read_trace(file);
  const judge::Submission baseline{kit.baseline("bump"), "bump"};
  std::vector<double> times;
  for (std::uint32_t k = 0; k < runs; ++k) {
    times.push_back(microseconds_per_operation(trace, baseline));
  }
  std::sort(times.begin(), times.end());
  fmt::print("judge: lockstep on {}, {} runs with the baseline bump\n",
             trace.path, runs);
  fmt::print("  least   {:6.2f} µs an operation\n", times.front());
  fmt::print("  median  {:6.2f} µs an operation\n", times[times.size() / 2]);
  fmt::print("  target  {:6.2f} µs an operation, on a quiet machine: {}\n",
             target_us, times.front() <= target_us ? "met" : "missed");
  for (const auto& [key, value] : grade::machine_description()) {
    fmt::print("  {:13} {}\n", key, value);
  }
  return exit_passed;
}

}  // namespace

void add_bench(CommandLine& line) {
  struct Options {
    std::string trace;
    std::uint32_t runs = 9;
    std::uint32_t gradings = 8;
  };
  auto options = std::make_shared<Options>();
  CLI::App* app =
      line.app.add_subcommand("bench", "How fast the kit itself is here");
  app->require_subcommand(1);
  CLI::App* judge = app->add_subcommand(
      "judge", "Microseconds that the judge takes for an operation");
  judge
      ->add_option("--trace", options->trace,
                   "A trace; without it: a recorded one")
      ->type_name("FILE");
  judge->add_option("--runs", options->runs, "How often")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  judge->callback([&line, options] {
    line.run = [options] {
      return run_bench_judge(options->trace, options->runs);
    };
  });
  add_bench_allocators(line, *app);
  CLI::App* stability = app->add_subcommand(
      "stability", "Totals on an idle machine and beside four busy processes");
  stability->add_option("--runs", options->gradings, "How often each is graded")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  stability->callback([&line, options] {
    line.run = [options] {
      return bench_stability(this_kit(), options->gradings);
    };
  });
}

}  // namespace heaplab::cli

// ./lab trace shrink: the few operations that show the same finding.
#include <fmt/format.h>

#include <memory>

#include "cli/kit.hpp"
#include "cli/one_trace.hpp"
#include "cli/trace_commands.hpp"
#include "grade/trace_object.hpp"
#include "judge/judge.hpp"
#include "report/terminal.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/statistics.hpp"
#include "trace/write.hpp"

namespace heaplab::cli {
namespace {

struct Options {
  OneTrace what;
  std::string output;
  std::uint64_t seconds = 10;
};

int run_shrink(const Options& options) {
  const grade::Kit kit = this_kit();
  const grade::Manifest lab = lab_of(kit, options.what);
  const trace::Trace trace = read_one_trace(kit, lab, options.what);
  const grade::TraceObject compiled =
      grade::build_for_trace(kit, lab, trace, folder_of(kit, lab, options.what),
                             grade::real_services());
  if (compiled.finding) {
    fmt::print(stderr, "{}",
               report::finding_text(*compiled.finding, text_options(stderr)));
    return exit_falls_short;
  }
  const judge::Replay replay =
      judge::replay(trace, compiled.submission, lab.limits);
  if (!replay.finding) {
    throw InputError(fmt::format(
        "{}: expected a trace that shows a finding, found none; choose one "
        "that fails: ./lab check {}",
        trace.path, lab.id));
  }
  const trace::Trace small =
      judge::shrink(trace, compiled.submission, lab.limits,
                    replay.finding->kind, options.seconds * 1'000'000'000);
  write_file(options.output, trace::write_trace(small));
  fmt::print("{}: {} of {} operations still end in {}\n", options.output,
             trace::statistics(small).operations,
             trace::statistics(trace).operations,
             judge::finding_name(replay.finding->kind));
  return exit_passed;
}

}  // namespace

void add_trace_shrink(CommandLine& line, CLI::App& trace) {
  auto options = std::make_shared<Options>();
  CLI::App* app = trace.add_subcommand(
      "shrink", "The few operations that show the same finding");
  app->add_option("LAB", options->what.lab, "A lab's id, or its beginning: 04")
      ->required();
  app->add_option("TRACE", options->what.trace,
                  "A trace file, or a check such as programs/perl")
      ->required();
  add_whose(*app, options->what);
  app->add_option("-o,--output", options->output, "The trace to write")
      ->required()
      ->type_name("OUT");
  app->add_option("--seconds", options->seconds, "How long to try")
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  app->callback([&line, options] {
    line.run = [options] { return run_shrink(*options); };
  });
}

}  // namespace heaplab::cli

// ./lab trace record: what a real program asks of its allocator, or how it
// calls.
#include <fmt/format.h>

#include <memory>

#include "cli/kit.hpp"
#include "cli/trace_commands.hpp"
#include "record/record.hpp"
#include "support/error.hpp"

namespace heaplab::cli {
namespace {

int run_record(record::RecordOptions options,
               const std::vector<std::string>& program) {
  if (program.empty()) {
    throw InputError(
        "lab: trace record needs a program after --\n"
        "For example: ./lab trace record -o sort.trace -- sort /etc/passwd");
  }
  options.command = program;
  options.library =
      this_kit().bin.parent_path() / "lib" /
      (options.calls ? "libheaplab-record-calls.so" : "libheaplab-record.so");
  const record::RecordReport report = record::record(options);
  fmt::print(stderr, "{}\n", record::describe(report));
  return exit_passed;
}

}  // namespace

void add_trace_record(CommandLine& line, CLI::App& trace) {
  auto options = std::make_shared<record::RecordOptions>();
  CLI::App* app = trace.add_subcommand(
      "record", "Run PROGRAM ARGS (after --), and write what it allocates");
  app->add_option("-o,--output", options->output, "The trace to write")
      ->required()
      ->type_name("FILE");
  app->add_option("-n,--max-operations", options->max_operations,
                  "The most operations; the trace is balanced: its last ones "
                  "free what is live (0: all)")
      ->type_name("MAX");
  app->add_flag("--calls", options->calls,
                "The calls of its main thread instead: a call trace. Build the "
                "program with -finstrument-functions -fno-omit-frame-pointer "
                "-fno-inline, best with -O1 (C or C++, gcc or clang)");
  app->add_flag("--children", options->children,
                "Also the processes that it starts, each in a file of its own");
  app->add_option("--skip", options->skip, "Leave out its first calls")
      ->type_name("CALLS");
  app->add_option("--title", options->title, "The trace's title");
  app->add_option("--source", options->source, "What the trace says it is of");
  app->add_flag("--exact", options->exact,
                "Do not free at the end what the program never frees");
  app->callback([&line, options] {
    line.run = [&line, options] { return run_record(*options, line.program); };
  });
}

}  // namespace heaplab::cli

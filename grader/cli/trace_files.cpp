// ./lab trace info, generate and convert: traces in files.
#include <fmt/format.h>

#include <memory>

#include "cli/trace_commands.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/generate.hpp"
#include "trace/read.hpp"
#include "trace/statistics.hpp"
#include "trace/write.hpp"

namespace heaplab::cli {
namespace {

void write_or_print(const std::string& output, const trace::Trace& trace) {
  if (output.empty() || output == "-") {
    fmt::print("{}", trace::write_trace(trace));
  } else {
    write_file(output, trace::write_trace(trace));
  }
}

int run_info(const std::vector<std::string>& files) {
  for (std::size_t k = 0; k < files.size(); ++k) {
    const std::string text = trace::describe(trace::read_trace(files[k]));
    fmt::print("{}{}{}", k > 0 ? "\n" : "", text,
               text.ends_with('\n') ? "" : "\n");
  }
  return exit_passed;
}

struct Generation {
  std::string pattern;
  std::uint64_t seed = 1;
  std::uint64_t operations = 4000;
  std::string output;
  bool list = false;
};

int run_generate(const Generation& what) {
  if (what.list) {
    for (const trace::Pattern& pattern : trace::patterns()) {
      fmt::print("{:20} {}\n", pattern.name, pattern.description);
    }
    return exit_passed;
  }
  if (what.pattern.empty()) {
    throw InputError(
        "lab: trace generate needs a pattern\n"
        "Type ./lab trace generate --list to see them all.");
  }
  write_or_print(what.output,
                 trace::generate(what.pattern, what.seed, what.operations));
  return exit_passed;
}

}  // namespace

void add_trace_info(CommandLine& line, CLI::App& trace) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* app = trace.add_subcommand(
      "info", "Operations, peak, sizes and lifetimes of traces");
  app->add_option("FILE", *files, "Traces, in any format that is read")
      ->required();
  app->callback(
      [&line, files] { line.run = [files] { return run_info(*files); }; });
}

void add_trace_generate(CommandLine& line, CLI::App& trace) {
  auto what = std::make_shared<Generation>();
  CLI::App* app = trace.add_subcommand(
      "generate", "A trace from a pattern and a seed, the same everywhere");
  app->add_option("PATTERN", what->pattern, "Its name");
  app->add_option("--seed", what->seed, "Another seed, another trace")
      ->capture_default_str();
  app->add_option("--operations", what->operations, "The most operations")
      ->capture_default_str();
  app->add_option("-o,--output", what->output,
                  "The file to write; without it: stdout")
      ->type_name("FILE");
  app->add_flag("--list", what->list, "List the patterns");
  app->callback(
      [&line, what] { line.run = [what] { return run_generate(*what); }; });
}

void add_trace_convert(CommandLine& line, CLI::App& trace) {
  auto input = std::make_shared<std::string>();
  auto output = std::make_shared<std::string>();
  CLI::App* app = trace.add_subcommand(
      "convert", "A trace of another kit (.rep, .script) in our format");
  app->add_option("IN", *input, "The trace to read")->required();
  app->add_option("-o,--output", *output,
                  "The file to write; without it: stdout")
      ->type_name("OUT");
  app->callback([&line, input, output] {
    line.run = [input, output] {
      write_or_print(*output, trace::read_trace(*input));
      return exit_passed;
    };
  });
}

}  // namespace heaplab::cli

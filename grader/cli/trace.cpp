// ./lab trace: recorded, generated and converted traces.
#include "cli/command_line.hpp"
#include "cli/trace_commands.hpp"

namespace heaplab::cli {

void add_trace(CommandLine& line) {
  CLI::App* app = line.app.add_subcommand(
      "trace", "Traces of real programs, and made ones");
  app->require_subcommand(1);
  add_trace_record(line, *app);
  add_trace_info(line, *app);
  add_trace_generate(line, *app);
  add_trace_convert(line, *app);
  add_trace_shrink(line, *app);
}

}  // namespace heaplab::cli

// ./lab detectors: which tool notices which memory error, by trying it.
#include <fmt/format.h>

#include <memory>

#include "cli/command_line.hpp"
#include "cli/dev/parts.hpp"
#include "cli/kit.hpp"
#include "grade/detectors/detector_table.hpp"

namespace heaplab::cli {
namespace {

int run_detectors(bool markdown) {
  const grade::DetectorTable table = dev::try_detectors(this_kit());
  fmt::print("{}", markdown ? markdown_table(table) : terminal_table(table));
  return exit_passed;
}

}  // namespace

void add_detectors(CommandLine& line) {
  auto markdown = std::make_shared<bool>(false);
  CLI::App* app = line.app.add_subcommand(
      "detectors",
      "Memory errors and the tools that notice them, found out by running "
      "small programs; about two minutes");
  app->add_flag("--markdown", *markdown, "As the handout of lab 02 has it");
  app->callback([&line, markdown] {
    line.run = [markdown] { return run_detectors(*markdown); };
  });
}

}  // namespace heaplab::cli

// ./lab debug: gdb, stopped in the student's code just before an operation.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/command_line.hpp"
#include "cli/debug_session.hpp"
#include "cli/kit.hpp"
#include "cli/one_trace.hpp"
#include "grade/command.hpp"
#include "grade/compile.hpp"
#include "grade/trace_object.hpp"
#include "support/error.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

struct Options {
  OneTrace what;
  std::uint64_t operation = 0;
  std::uint32_t line = 0;
  bool batch = false;
  std::vector<std::string> gdb_arguments;
};

bool is_operation(const trace::Operation& operation) {
  return operation.kind != trace::OperationKind::expect;
}

// The index of the operation number `number`, from 1, expect lines not counted.
std::size_t index_of_number(const trace::Trace& trace, std::uint64_t number) {
  std::uint64_t count = 0;
  for (std::size_t k = 0; k < trace.operations.size(); ++k) {
    if (is_operation(trace.operations[k]) && ++count == number) return k;
  }
  throw InputError(
      fmt::format("{}: expected an operation from 1 to {}, found --op {}; name "
                  "one of these",
                  trace.path, count, number));
}

std::size_t index_of_line(const trace::Trace& trace, std::uint32_t line) {
  const auto found =
      std::find_if(trace.operations.begin(), trace.operations.end(),
                   [line](const trace::Operation& operation) {
                     return is_operation(operation) && operation.line == line;
                   });
  if (found == trace.operations.end()) {
    throw InputError(
        fmt::format("{}:{}: expected an operation on that line, found none; "
                    "name another line, or its number by --op",
                    trace.path, line));
  }
  return static_cast<std::size_t>(found - trace.operations.begin());
}

// The object of an exercise: debug information names the student's own files.
void build_exercise(const grade::Kit& kit, const grade::Manifest& lab,
                    const trace::Trace& trace, const fs::path& folder,
                    const fs::path& object) {
  const grade::TraceObject built = grade::build_for_trace(
      kit, lab, trace, folder, grade::real_services(), true);
  if (built.finding) {
    throw InputError(fmt::format("{}: {}; put that right first",
                                 folder.string(), built.finding->actual));
  }
  fs::copy_file(built.submission.object, object);
}

// As it is graded, but without optimization and from the student's own file.
void compile(const grade::Kit& kit, const grade::Manifest& lab,
             const trace::Trace& trace, const fs::path& folder,
             const fs::path& object) {
  if (!lab.exercises.empty())
    return build_exercise(kit, lab, trace, folder, object);
  const fs::path source = fs::absolute(grade::submitted_file(folder, lab));
  grade::Command command;
  command.argv = grade::compile_command(kit, lab, source, object);
  std::replace(command.argv.begin(), command.argv.end(), std::string("-O2"),
               std::string("-O0"));
  const grade::CommandResult result = grade::run_command(command);
  if (!result.succeeded()) {
    throw InputError(result.output + source.string() +
                     ": it does not compile; put that right first");
  }
}

int run_debug(const Options& options) {
  require_gdb();
  const grade::Kit kit = this_kit();
  const grade::Manifest lab = lab_of(kit, options.what);
  const trace::Trace trace = read_one_trace(kit, lab, options.what);
  const sandbox::ScratchFolder folder;
  const DebugSession session{
      kit.player(),
      folder.path() / "submission.so",
      trace,
      options.line != 0 ? index_of_line(trace, options.line)
                        : index_of_number(trace, options.operation),
      trace.heap_limit != 0 ? trace.heap_limit : lab.limits.heap_bytes,
      trace.map_limit != 0 ? trace.map_limit : lab.limits.mapped_bytes,
      options.batch,
      options.gdb_arguments};
  compile(kit, lab, trace, folder_of(kit, lab, options.what), session.object);
  return run_gdb(session) == 0 ? exit_passed : exit_falls_short;
}

}  // namespace

void add_debug(CommandLine& line) {
  auto options = std::make_shared<Options>();
  CLI::App* app = line.app.add_subcommand(
      "debug", "gdb, stopped in your code just before an operation");
  app->add_option("LAB", options->what.lab, "A lab's id, or its beginning: 04")
      ->required();
  app->add_option("--trace", options->what.trace,
                  "A trace file, or a check such as programs/perl")
      ->required()
      ->type_name("T");
  auto* place = app->add_option_group("place", "Where to stop");
  place->add_option("--op", options->operation,
                    "Before this operation, counted from 1");
  place->add_option("--line", options->line,
                    "Before the operation on this line of the trace file");
  place->require_option(1);
  add_whose(*app, options->what);
  app->add_flag("--batch", options->batch,
                "Print the operation and the backtrace, and end");
  app->add_option("--gdb-arg", options->gdb_arguments,
                  "One more argument for gdb; can be repeated")
      ->type_name("ARG")
      ->allow_extra_args(false);
  app->callback([&line, options] {
    line.run = [options] { return run_debug(*options); };
  });
}

}  // namespace heaplab::cli

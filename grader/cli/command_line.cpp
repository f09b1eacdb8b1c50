#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "cli/kit.hpp"
#include "cli/run.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"

namespace heaplab::cli {
namespace {

std::string commands_text() {
  return read_file(this_kit().root / "grader" / "cli" / "commands.txt");
}

// The innermost command that was named: the one whose help is meant.
const CLI::App* named_command(const CLI::App& app) {
  const CLI::App* named = &app;
  for (auto below = named->get_subcommands(); !below.empty();
       below = named->get_subcommands()) {
    named = below.front();
  }
  return named;
}

std::string words_of(const CLI::App* app) {
  if (app->get_parent() == nullptr) return "./lab";
  return words_of(app->get_parent()) + " " + app->get_name();
}

int print_help(const CLI::App& app) {
  const CLI::App* named = named_command(app);
  const CLI::App* above = named->get_parent();
  fmt::print("{}",
             above == nullptr ? commands_text() : named->help(words_of(above)));
  return exit_passed;
}

// CLI11 would call it an unexpected argument.
void require_command(const CLI::App& app, const std::string& word) {
  if (word.starts_with("-")) return;
  std::vector<std::string_view> known;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    known.push_back(command->get_name());
    if (known.back() == word) return;
  }
  const std::string_view near = trace::nearest(word, known);
  throw InputError(fmt::format(
      "lab: there is no command \"{}\"{}\nType ./lab --help to see them all.",
      trace::printable(word),
      near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)));
}

int usage_error(const CLI::App& app, const CLI::ParseError& error) {
  fmt::print(stderr, "lab: {}\nType {} --help to see what it takes.\n",
             error.what(), words_of(named_command(app)));
  return exit_bad_input;
}

// `help COMMAND` is COMMAND --help.
std::vector<std::string> without_help(std::vector<std::string> arguments) {
  if (arguments.empty() || arguments.front() != "help") return arguments;
  arguments.erase(arguments.begin());
  arguments.emplace_back("--help");
  return arguments;
}

int parse_and_run(CommandLine& line,
                  const std::vector<std::string>& arguments) {
  if (!arguments.empty()) require_command(line.app, arguments.front());
  try {
    line.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    return print_help(line.app);
  } catch (const CLI::ParseError& error) {
    return usage_error(line.app, error);
  }
  return line.run ? line.run() : run_overview();
}

}  // namespace

CommandLine::CommandLine() {
  app.name("./lab");
  // One only: in `check 01 predict` the last word is no command.
  app.require_subcommand(0, 1);
  for (const auto add : {add_check, add_grade, add_debug, add_trace, add_bench,
                         add_doctor, add_dev, add_run, add_predict, add_frame,
                         add_diagnose, add_clinic, add_detectors}) {
    add(*this);
  }
}

void CommandLine::parse(const std::vector<std::string>& arguments) {
  const auto mark = std::find(arguments.begin(), arguments.end(), "--");
  std::vector<std::string> own(arguments.begin(), mark);
  if (mark != arguments.end()) program.assign(mark + 1, arguments.end());
  std::reverse(own.begin(), own.end());  // as CLI11 wants it
  app.parse(std::move(own));
}

int run(const std::vector<std::string>& arguments) {
  try {
    CommandLine line;
    return parse_and_run(line, without_help(arguments));
  } catch (const InputError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return exit_bad_input;
  } catch (const std::exception& error) {
    fmt::print(stderr,
               "lab: the grader itself failed, not a submission: {}\n"
               "Try it again; ./lab doctor looks for the cause.\n",
               error.what());
    return exit_grader_error;
  }
}

}  // namespace heaplab::cli

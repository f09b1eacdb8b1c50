// ./lab frame: a real stack as a table, of a program of the kit or of a case of
// an exercise.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

#include "cli/command_line.hpp"
#include "cli/kit.hpp"
#include "cli/one_trace.hpp"
#include "grade/case_run.hpp"
#include "grade/command.hpp"
#include "support/error.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

constexpr const char* lab_id = "01-stack-frames";

struct Options {
  OneTrace what{lab_id, {}, {}, false};  // no trace
  std::string name;                      // EXERCISE[/CASE]; empty: the kit's
  std::string isa;
  std::uint64_t seed = 1;
};

grade::Toolchain tools_for(const std::string& isa) {
  const bool native = isa.empty() || isa == isa_name(grade::native_isa());
  grade::Toolchain tools =
      grade::find_toolchain(native ? grade::native_isa() : grade::other_isa());
  if (!tools.missing.empty())
    throw InputError(fmt::format("lab: frame --isa {} {}", isa, tools.missing));
  return tools;
}

// The kit's own program is trusted.
int draw_demo(const grade::Kit& kit, const grade::Toolchain& tools) {
  const fs::path program = kit.bin / "frames" / isa_name(tools.isa) / lab_id;
  if (!fs::exists(program))
    throw GraderError(program.string() + " was not built");
  grade::Command command;
  command.argv = tools.runner;
  command.argv.push_back(program.string());
  const grade::CommandResult result = grade::run_command(command);
  if (!result.succeeded())
    throw GraderError(program.string() + " failed: " + result.output);
  fmt::print(
      "{}: main called middle, and middle called leaf,\n"
      "in labs/{}/frames/demo.cpp\n\n{}",
      isa_name(tools.isa), lab_id, result.output);
  return exit_passed;
}

std::string hint(const std::string& word, const std::vector<std::string>& all) {
  const std::vector<std::string_view> known(all.begin(), all.end());
  const std::string near(trace::nearest(word, known));
  return near.empty() ? fmt::format("they are {}", fmt::join(all, ", "))
                      : fmt::format("did you mean \"{}\"?", near);
}

const grade::Exercise& exercise_called(const grade::Manifest& lab,
                                       const std::string& name) {
  const grade::Exercise* found = lab.exercise(name);
  if (found != nullptr && has_cases(lab, *found)) return *found;
  std::vector<std::string> drawn;
  for (const grade::Exercise& one : lab.exercises) {
    if (has_cases(lab, one)) drawn.push_back(one.id);
  }
  throw InputError(fmt::format("{} has no exercise \"{}\" to draw; {}", lab.id,
                               trace::printable(name), hint(name, drawn)));
}

// Without a name: the first one.
std::string case_called(const std::vector<grade::ExerciseCase>& cases,
                        const std::string& exercise, const std::string& name) {
  std::vector<std::string> ids;
  for (const grade::ExerciseCase& one : cases) ids.push_back(one.id);
  if (name.empty()) return ids.at(0);
  if (std::count(ids.begin(), ids.end(), name) > 0) return name;
  throw InputError(fmt::format("{} has no case \"{}\"; {}", exercise,
                               trace::printable(name), hint(name, ids)));
}

// `-1` where it was ended by a signal.
int run_case(const grade::BuiltExercise& built, const grade::Toolchain& tools,
             const std::string& name, std::uint64_t seed) {
  std::vector<std::string> argv = tools.runner;
  argv.insert(argv.end(), {built.program.string(), "--frame", name, "--seed",
                           std::to_string(seed)});
  const sandbox::CommandOutcome outcome = grade::real_services().run_confined(
      argv, grade::case_limits(built.program, tools), {"LC_ALL=C"});
  std::string text = outcome.output;
  text.erase(0, text.find_first_not_of('\n'));
  fmt::print("{}", text);
  return outcome.exit_code == 0 ? exit_passed : exit_falls_short;
}

int draw_case(const grade::Kit& kit, const grade::Toolchain& tools,
              const Options& options) {
  const grade::Manifest lab = lab_of(kit, options.what);
  const std::size_t slash = options.name.find('/');
  const grade::Exercise& exercise =
      exercise_called(lab, options.name.substr(0, slash));
  const auto cases = list_cases(kit, lab, exercise, tools);
  const std::string name = case_called(
      cases, exercise.id,
      slash == std::string::npos ? "" : options.name.substr(slash + 1));
  grade::ExerciseBuild build{exercise, tools, folder_of(kit, lab, options.what),
                             functions_of(cases)};
  const grade::BuiltExercise built =
      build_exercise(kit, lab, build, grade::real_services());
  if (built.finding) {
    throw InputError(fmt::format("{}: expected {}; {}. Put that right first",
                                 exercise.id, built.finding->expected,
                                 built.finding->actual));
  }
  fmt::print("{}/{}, {}, seed {}\n\n", exercise.id, name, isa_name(tools.isa),
             options.seed);
  return run_case(built, tools, name, options.seed);
}

int run_frame(const Options& options) {
  const grade::Kit kit = this_kit();
  const grade::Toolchain tools = tools_for(options.isa);
  return options.name.empty() ? draw_demo(kit, tools)
                              : draw_case(kit, tools, options);
}

}  // namespace

void add_frame(CommandLine& line) {
  auto options = std::make_shared<Options>();
  CLI::App* app = line.app.add_subcommand(
      "frame", "A real stack as a table: addresses, words, what each is");
  app->add_option("EXERCISE", options->name,
                  "EXERCISE or EXERCISE/CASE of lab 01; without it, a program "
                  "of the kit");
  app->add_option("--isa", options->isa,
                  "The instruction set; otherwise this machine's")
      ->check(CLI::IsMember({"x86-64", "aarch64"}));
  app->add_option("--seed", options->seed, "Of the case")
      ->capture_default_str();
  add_whose(*app, options->what);
  app->callback([&line, options] {
    line.run = [options] { return run_frame(*options); };
  });
}

}  // namespace heaplab::cli

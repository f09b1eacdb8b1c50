// ./lab clinic: one program of the clinic as its user ran it, under Memcheck.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/wait.h>

#include <algorithm>
#include <memory>

#include "cli/command_line.hpp"
#include "cli/kit.hpp"
#include "cli/one_trace.hpp"
#include "grade/clinic/build.hpp"
#include "grade/trace_jobs.hpp"
#include "report/text.hpp"
#include "support/error.hpp"
#include "support/foreground.hpp"
#include "support/program_file.hpp"
#include "trace/nearest.hpp"
#include "trace/printable.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace clinic = grade::clinic;
namespace {

constexpr const char* lab_id = "02-memory-errors";

struct Options {
  OneTrace what{lab_id, {}, {}, false};  // no trace
  std::string program;
  bool list = false;
};

std::vector<std::string> programs_of(const grade::Manifest& lab) {
  std::vector<std::string> ids;
  for (const grade::Exercise& one : lab.exercises)
    if (!one.repairs.empty()) ids.push_back(one.id);
  return ids;
}

clinic::Program program_of(const grade::Kit& kit, const grade::Manifest& lab,
                           const std::string& id) {
  const grade::Exercise* const exercise = lab.exercise(id);
  if (exercise != nullptr && !exercise->repairs.empty())
    return clinic::read_program(kit, lab, *exercise, false);
  const std::vector<std::string> ids = programs_of(lab);
  const std::vector<std::string_view> known(ids.begin(), ids.end());
  const std::string near(trace::nearest(id, known));
  throw InputError(fmt::format(
      "lab: the clinic has no program \"{}\"; {}the programs are {}", id,
      near.empty() ? "" : fmt::format("did you mean \"{}\"? ", near),
      fmt::join(ids, ", ")));
}

int list_programs(const grade::Kit& kit, const grade::Manifest& lab) {
  for (const std::string& id : programs_of(lab)) {
    const clinic::Program program = program_of(kit, lab, id);
    fmt::print("{}: {}\n    {}\n\n", id, program.title,
               report::wrap("“" + program.symptom + "”", 4));
  }
  fmt::print("./lab clinic PROGRAM runs one of them.\n");
  return exit_passed;
}

std::string shell_words(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  for (const std::string& word : words)
    quoted.push_back(trace::shell_word(word));
  return fmt::format("{}", fmt::join(quoted, " "));
}

int run_shown(const std::vector<std::string>& command) {
  fmt::print("$ {}\n", shell_words(command));
  std::fflush(stdout);
  const int status = run_in_foreground(command, [] {}).status;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Paths as they are typed here.
std::string typed(const fs::path& path) {
  return grade::shown_path(path, fs::current_path());
}

bool build(const clinic::Program& program, const fs::path& submission,
           const fs::path& output) {
  fs::create_directories(output.parent_path());
  std::vector<std::string> words{HEAPLAB_CXX, "-std=c++20", "-g", "-Wall",
                                 "-Wextra"};
  const auto flags = clinic::memcheck_flags();
  words.insert(words.end(), flags.begin(), flags.end());
  words.insert(words.end(),
               {"-I", typed(program.folder), typed(submission / program.file),
                typed(program.folder / "main.cpp"), "-o", typed(output)});
  return run_shown(words) == 0;
}

// What it is run on, one line of arguments a run.
std::vector<std::vector<std::string>> runs_of(
    const clinic::Program& program, const std::vector<std::string>& arguments) {
  if (!arguments.empty()) return {arguments};
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(program.inputs()))
    files.push_back(entry.path().filename().string());
  std::sort(files.begin(), files.end());
  std::vector<std::vector<std::string>> runs;
  if (program.arguments.empty()) {
    for (const std::string& file : files)
      runs.push_back({typed(program.inputs() / file)});
    return runs;
  }
  runs.emplace_back();
  for (const std::string& word : program.arguments) {
    const bool is_file =
        std::find(files.begin(), files.end(), word) != files.end();
    runs.back().push_back(is_file ? typed(program.inputs() / word) : word);
  }
  return runs;
}

std::vector<std::string> under_memcheck() {
  const char* const folders = std::getenv("PATH");
  if (find_program("valgrind", folders == nullptr ? "" : folders))
    return {"valgrind", "--leak-check=full", "--track-origins=yes"};
  fmt::print("Valgrind is not installed: sudo apt-get install valgrind\n");
  return {};
}

int run_clinic(const Options& options,
               const std::vector<std::string>& arguments) {
  const grade::Kit kit = this_kit();
  const grade::Manifest lab = lab_of(kit, options.what);
  if (options.list || options.program.empty()) return list_programs(kit, lab);
  const clinic::Program program = program_of(kit, lab, options.program);
  fmt::print("{}: {}\n{}\n\nWhat its user says:\n    {}\n\n", program.id,
             program.title, report::wrap(program.purpose, 0),
             report::wrap("“" + program.symptom + "”", 4));
  const fs::path output = kit.root / "build" / "clinic" / lab.id / program.id;
  if (!build(program, folder_of(kit, lab, options.what), output))
    return exit_falls_short;
  const std::vector<std::string> memcheck = under_memcheck();
  for (const std::vector<std::string>& words : runs_of(program, arguments)) {
    std::vector<std::string> command = memcheck;
    const std::string typed_output = typed(output);
    command.push_back(typed_output.find('/') == std::string::npos
                          ? "./" + typed_output
                          : typed_output);
    command.insert(command.end(), words.begin(), words.end());
    run_shown(command);
  }
  return exit_passed;
}

}  // namespace

void add_clinic(CommandLine& line) {
  auto options = std::make_shared<Options>();
  CLI::App* app = line.app.add_subcommand(
      "clinic",
      "A program of lab 02 on its inputs, or on ARGS (after --), under "
      "Memcheck");
  app->add_option("PROGRAM", options->program, "csv, image, …; none: all");
  app->add_flag("--list", options->list, "The programs and their symptoms");
  add_whose(*app, options->what);
  app->callback([&line, options] {
    line.run = [&line, options] { return run_clinic(*options, line.program); };
  });
}

}  // namespace heaplab::cli

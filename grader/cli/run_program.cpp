// ./lab run: a real program with the submission as its malloc.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <memory>

#include "cli/command_line.hpp"
#include "cli/kit.hpp"
#include "cli/one_trace.hpp"
#include "grade/preload.hpp"
#include "support/error.hpp"
#include "support/foreground.hpp"
#include "support/program_file.hpp"
#include "trace/printable.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

using Words = std::vector<std::string>;

struct Options {
  OneTrace what;  // no trace
  bool threads = false;
  bool gdb = false;
};

std::string thread_safe_file(const grade::Manifest& lab) {
  for (const grade::BonusRule& bonus : lab.bonuses) {
    if (!bonus.file.empty()) return bonus.file;
  }
  throw InputError(fmt::format(
      "lab: {} has no bonus for threads; run it without --threads", lab.id));
}

void require_program(const Words& program) {
  if (program.empty()) {
    throw InputError(
        "lab: run needs a program after --\n"
        "For example: ./lab run 06-mmap-blocks -- python3 script.py");
  }
  const char* const folders = std::getenv("PATH");
  const auto file = find_program(program.front(), folders ? folders : "");
  if (!file) {
    throw InputError(fmt::format(
        "{}: program not found: expected a program in PATH, or a path to one; "
        "check the name after `--`",
        program.front()));
  }
  const char* why = nullptr;
  const PreloadReach reach = preload_reach(*file);
  if (reach == PreloadReach::no_static) why = "is statically linked";
  if (reach == PreloadReach::no_privileged) why = "runs with other rights";
  if (why == nullptr) return;
  fmt::print(stderr,
             "lab: {} {}: it takes no other malloc and runs with its own\n",
             file->string(), why);
}

grade::Preload compile(const grade::Kit& kit, const grade::Manifest& lab,
                       const Options& options) {
  const fs::path folder = fs::absolute(folder_of(kit, lab, options.what));
  if (!lab.exercises.empty()) {
    throw InputError(fmt::format(
        "lab: {} has no allocator that a program could run on; name a lab with "
        "one",
        lab.id));
  }
  const std::string file = options.threads ? thread_safe_file(lab) : lab.file;
  const std::string where = (folder / file).string();
  if (options.threads && !fs::exists(folder / file)) {
    throw InputError(where +
                     ": expected the thread-safe allocator there, found "
                     "nothing; write it, or run without --threads");
  }
  grade::Preload preload =
      grade::compile_preload(kit, lab, folder, grade::real_services(), file);
  if (preload.compiled.finding) {
    throw InputError(preload.compiled.output + where +
                     ": it does not compile; put that right first");
  }
  if (!preload.missing.empty()) {
    throw InputError(fmt::format(
        "{}: the malloc of a program also needs {}(), which the class lacks; "
        "write it as labs/06-mmap-blocks/allocator.hpp says",
        where, fmt::join(preload.missing, "(), ")));
  }
  return preload;
}

// gdb itself keeps the system's malloc.
Words under_gdb(const Words& program, const fs::path& object) {
  Words words{"gdb",   "-q",
              "-ex",   "set startup-with-shell off",
              "-ex",   "set environment LD_PRELOAD " + object.string(),
              "--args"};
  words.insert(words.end(), program.begin(), program.end());
  return words;
}

std::string signal_name(int signal) {
  const char* const name = ::sigabbrev_np(signal);
  return name == nullptr ? fmt::format("signal {}", signal)
                         : fmt::format("SIG{}", name);
}

std::string this_command(const Options& options) {
  std::string text = "./lab run " + options.what.lab;
  if (options.what.solution) text += " --solution";
  if (!options.what.submission.empty()) {
    text +=
        " --submission " + trace::shell_word(options.what.submission.string());
  }
  return text + (options.threads ? " --threads" : "");
}

void tell_crashes(const std::vector<grade::Crash>& crashes) {
  for (const grade::Crash& crash : crashes) {
    fmt::print(stderr, "lab: {} inside the allocator, in process {}\n",
               signal_name(crash.signal), crash.process);
    if (!crash.source.empty()) fmt::print(stderr, "{}\n", crash.source);
  }
}

// Ended from outside, by a reader that has read enough or by the user: nothing
// to tell.
bool was_asked_to_end(int status) {
  if (!WIFSIGNALED(status)) return false;
  const int signal = WTERMSIG(status);
  return signal == SIGPIPE || signal == SIGINT || signal == SIGTERM ||
         signal == SIGHUP;
}

void tell_end(const Options& options, const Words& program, int status,
              const fs::path& object) {
  const auto crashes = grade::read_crashes(object);
  tell_crashes(crashes);
  const bool crashed = WIFSIGNALED(status) && !was_asked_to_end(status);
  if (crashes.empty() && !crashed) return;
  if (crashed) {
    fmt::print(stderr, "lab: {} was ended by {} ({})\n", program.front(),
               signal_name(WTERMSIG(status)), ::strsignal(WTERMSIG(status)));
  }
  std::string words;
  for (const std::string& word : program) {
    words += " " + trace::shell_word(word);
  }
  fmt::print(stderr, "To see it in gdb: {} --gdb --{}\n", this_command(options),
             words);
}

// As the program ended, so that a shell sees no difference.
int end_as(int status) {
  if (!WIFSIGNALED(status)) return WEXITSTATUS(status);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  std::fflush(nullptr);
  ::signal(WTERMSIG(status), SIG_DFL);
  ::raise(WTERMSIG(status));
  return 128 + WTERMSIG(status);
}

int run_program(const Options& options, const Words& program) {
  require_program(program);
  const grade::Kit kit = this_kit();
  int status = 0;
  {
    const grade::Preload preload =
        compile(kit, lab_of(kit, options.what), options);
    const std::string value = grade::preload_value(preload.object());
    const Words command =
        options.gdb ? under_gdb(program, preload.object()) : program;
    status = run_in_foreground(command, [&] {
               if (!options.gdb) ::setenv("LD_PRELOAD", value.c_str(), 1);
             }).status;
    if (!options.gdb) tell_end(options, program, status, preload.object());
  }
  return end_as(status);
}

}  // namespace

void add_run(CommandLine& line) {
  auto options = std::make_shared<Options>();
  CLI::App* app = line.app.add_subcommand(
      "run", "Run PROGRAM ARGS (after --) with the work as its malloc");
  app->add_option("LAB", options->what.lab, "A lab's id, or its beginning: 06")
      ->required();
  add_whose(*app, options->what);
  app->add_flag("--threads", options->threads,
                "The thread-safe allocator of the bonus, without the lock");
  app->add_flag("--gdb", options->gdb, "In gdb, to see why it crashes");
  app->callback([&line, options] {
    line.run = [&line, options] { return run_program(*options, line.program); };
  });
}

}  // namespace heaplab::cli

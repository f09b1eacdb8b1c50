#include "cli/debug_session.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "cli/installed.hpp"
#include "cli/player_files.hpp"
#include "grade/command.hpp"
#include "judge/program.hpp"
#include "player/protocol.hpp"
#include "sandbox/scratch_folder.hpp"
#include "support/error.hpp"
#include "support/file.hpp"
#include "trace/printable.hpp"
#include "trace/write.hpp"

namespace heaplab::cli {
namespace fs = std::filesystem;
namespace {

using trace::OperationKind;

std::string_view function_for(OperationKind kind) {
  switch (kind) {
    case OperationKind::allocate:
    case OperationKind::scalar_new:
    case OperationKind::array_new:
      return "allocate";
    case OperationKind::allocate_array:
    case OperationKind::allocate_zeroed:
      return "allocate_zeroed";
    case OperationKind::allocate_aligned:
      return "allocate_aligned";
    case OperationKind::reallocate:
    case OperationKind::reallocate_any:
      return "reallocate";
    case OperationKind::verify:
      return "verify";
    case OperationKind::exit_program:
      return "finish";
    case OperationKind::mark:
      return "mark";
    case OperationKind::release:
      return "release";
    case OperationKind::call:
      return "call";
    case OperationKind::frame_allocate:
      return "allocate";
    case OperationKind::leave:
      return "leave";
    case OperationKind::unwind:
      return "unwind";
    case OperationKind::walk_frames:
      return "walk";
    case OperationKind::spawn:
      return "spawn";
    case OperationKind::resume:
      return "resume";
    case OperationKind::yield:
      return "yield";
    default:
      return "deallocate";
  }
}

// As the argument of gdb's echo.
std::string for_echo(const std::string& text) {
  std::string escaped;
  for (const char c : trace::printable(text)) {
    if (c == '\\' || c == '"' || c == '\'' || c == ' ') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string place_text(const DebugSession& session) {
  const trace::Operation& operation =
      session.trace.operations[session.stop_before];
  const auto number =
      1 + std::count_if(session.trace.operations.begin(),
                        session.trace.operations.begin() +
                            static_cast<std::ptrdiff_t>(session.stop_before),
                        [](const trace::Operation& before) {
                          return before.kind != OperationKind::expect;
                        });
  const std::string line =
      operation.line > 0 ? fmt::format(", line {}", operation.line) : "";
  return fmt::format("operation {} of {}{}: {}", number, session.trace.path,
                     line, trace::operation_text(session.trace, operation));
}

// A function that every class for such a trace has.
std::string_view first_function(const trace::Trace& trace) {
  switch (judge::kind_of(trace)) {
    case judge::TraceKind::call_stack:
      return "call";
    case judge::TraceKind::coroutines:
      return "spawn";
    case judge::TraceKind::heap:
    case judge::TraceKind::misuse:
      break;
  }
  return "allocate";
}

// The submission's class as gdb spells it, from the name of a function in the
// submission's table: what the student calls it may be an alias, by which gdb
// sets no breakpoint. Empty when gdb does not tell.
std::string class_of(const DebugSession& session) {
  constexpr std::string_view before = "_table<";
  grade::Command command;
  command.argv = {
      "gdb",
      "-nx",
      "-batch",
      "-ex",
      fmt::format("print heaplab_submission.{}", first_function(session.trace)),
      session.object.string()};
  const std::string output = grade::run_command(command).output;
  const std::size_t at = output.find(before);
  const std::size_t end = output.find(">()", at);
  if (at == std::string::npos || end == std::string::npos) return {};
  const std::size_t from = at + before.size();
  return output.substr(from, output.find_last_not_of(' ', end - 1) + 1 - from);
}

// Three scripts, each by itself: an error in one ends only that one.
std::vector<std::string> write_scripts(const DebugSession& session,
                                       const PlayerFiles& files,
                                       const fs::path& folder) {
  write_file(folder / "start.gdb",
             fmt::format("set confirm off\nset pagination off\n"
                         "set startup-with-shell off\n"
                         "set breakpoint pending off\n"
                         "set $heap = (char*) {:#x}\n"
                         "tbreak heaplab_before_operation\nrun\n",
                         files.heap_base()));
  const trace::Operation& operation =
      session.trace.operations[session.stop_before];
  write_file(folder / "break.gdb",
             fmt::format("tbreak {}::{}\n", class_of(session),
                         function_for(operation.kind)));
  write_file(folder / "stop.gdb",
             fmt::format(
                 "if $bpnum == 2 && *(unsigned long*)&heaplab_operation == {}\n"
                 "  continue\nend\necho \\n{}\\n\n"
                 "printf \"The heap begins at $heap = %p.\\n\", $heap\n",
                 session.stop_before, for_echo(place_text(session))));
  std::vector<std::string> arguments;
  for (const char* name : {"start.gdb", "break.gdb", "stop.gdb"}) {
    arguments.emplace_back("-ex");
    arguments.push_back("source " + (folder / name).string());
  }
  return arguments;
}

std::vector<std::string> gdb_command(const DebugSession& session,
                                     const PlayerFiles& files,
                                     const fs::path& folder) {
  std::vector<std::string> argv{"gdb", "-q"};
  if (session.batch) argv.insert(argv.end(), {"-nx", "-batch"});
  argv.insert(argv.end(), session.gdb_arguments.begin(),
              session.gdb_arguments.end());
  for (std::string& argument : write_scripts(session, files, folder)) {
    argv.push_back(std::move(argument));
  }
  if (session.batch) argv.insert(argv.end(), {"-ex", "backtrace"});
  argv.push_back(session.player.string());
  return argv;
}

// Descriptors of gdb from 3 on, which the player inherits.
void add_descriptors(posix_spawn_file_actions_t& actions,
                     const std::vector<int>& files,
                     std::vector<UniqueFd>& high) {
  int wanted = player::request_fd;
  for (const int file : files) {
    high.emplace_back(::fcntl(file, F_DUPFD_CLOEXEC, 16));
    ::posix_spawn_file_actions_adddup2(&actions, high.back().get(), wanted++);
  }
}

int spawn(std::vector<std::string> command, const std::vector<int>& files,
          pid_t& process) {
  std::vector<char*> argv;
  for (std::string& word : command) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::vector<UniqueFd> high;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawnattr_init(&attributes);
  add_descriptors(actions, files, high);
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  ::posix_spawnattr_setsigdefault(&attributes, &interrupt);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  ::signal(SIGINT, SIG_IGN);  // it is for gdb
  const int error = ::posix_spawnp(&process, argv[0], &actions, &attributes,
                                   argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::posix_spawnattr_destroy(&attributes);
  return error;
}

}  // namespace

void require_gdb() {
  if (is_installed("gdb")) return;
  throw InputError(
      "lab: debug needs gdb, which is not installed. To install it:\n"
      "  sudo apt-get install gdb");
}

int run_gdb(const DebugSession& session) {
  const PlayerFiles files(session.object, session.trace, session.stop_before,
                          session.heap_bytes, session.mapped_bytes);
  const sandbox::ScratchFolder folder;
  ::unsetenv("DEBUGINFOD_URLS");  // or gdb asks about a download
  pid_t process = -1;
  const int error = spawn(gdb_command(session, files, folder.path()),
                          files.descriptors(), process);
  if (error != 0) {
    throw GraderError(fmt::format("cannot start gdb: {}", strerror(error)));
  }
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  ::signal(SIGINT, SIG_DFL);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace heaplab::cli

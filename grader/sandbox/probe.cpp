#include "sandbox/probe.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "sandbox/landlock.hpp"
#include "sandbox/player_filter.hpp"
#include "sandbox/resource_limits.hpp"
#include "sandbox/run_confined.hpp"

namespace heaplab::sandbox {
namespace {

// True when `attempt` returns true in a child process.
bool works_in_child(bool (*attempt)()) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(attempt() ? 0 : 1);
  int status = 1;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool try_limits() { return lower_limits({.open_files = 3}); }

// The filter leaves neither sigaction nor exit_group: the handler is set first,
// and leaves by exit(2).
bool try_seccomp() {
  ::signal(SIGSYS, [](int) { ::syscall(SYS_exit, 0); });
  if (!filter_running()) return false;
  ::syscall(SYS_getppid);
  ::syscall(SYS_exit, 1);
  return false;
}

bool try_landlock() {
  return landlock_restrict({}) && ::access("/", F_OK) == 0 &&
         ::open("/etc/passwd", O_RDONLY) < 0;
}

bool try_user_namespace() { return ::unshare(CLONE_NEWUSER) == 0; }

bool try_ptrace() {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(1);
    ::raise(SIGSTOP);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  const bool stopped = WIFSTOPPED(status);
  if (stopped) {
    ::ptrace(PTRACE_CONT, child, nullptr, nullptr);
    ::waitpid(child, &status, 0);
  }
  return stopped;
}

Feature valgrind() {
  Feature feature{"valgrind", false, "",
                  "lab 02-memory-errors cannot run its Memcheck checks: they "
                  "are skipped"};
  const std::string program = "/usr/bin/valgrind";
  if (::access(program.c_str(), X_OK) != 0) {
    feature.detail = "not installed: apt-get install valgrind";
    return feature;
  }
  CommandLimits limits;
  limits.readable = {"/"};
  limits.writable = {"/tmp", "/dev/null"};
  limits.memory_bytes = 8ull << 30;
  const auto outcome =
      run_confined({program, "-q", "/bin/true"}, limits, {"PATH=/usr/bin"});
  feature.available = outcome.exit_code == 0;
  feature.detail = feature.available
                       ? "starts"
                       : "does not start: " + outcome.output.substr(0, 200);
  return feature;
}

}  // namespace

std::vector<Feature> probe_features() {
  std::vector<Feature> features;
  const auto add = [&](const char* name, bool (*attempt)(), const char* cost) {
    const bool works = works_in_child(attempt);
    features.push_back({name, works, works ? "works" : "refused", cost});
  };
  add("rlimits", try_limits,
      "submissions cannot be confined: nothing is graded");
  add("seccomp", try_seccomp,
      "submissions cannot be confined: nothing is graded");
  add("landlock", try_landlock,
      "the compiler runs without a limit on the files that it reads; the "
      "player has one layer less");
  if (features.back().available)
    features.back().detail = fmt::format("ABI {}", landlock_abi());
  add("user namespaces", try_user_namespace,
      "nothing: the kit does not depend on them");
  add("ptrace", try_ptrace, "./lab debug cannot start gdb");
  features.push_back(valgrind());
  return features;
}

}  // namespace heaplab::sandbox

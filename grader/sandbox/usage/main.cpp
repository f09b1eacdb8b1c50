// heaplab-usage PROGRAM ARGUMENTS…: runs it, ends as it ends, and tells what it
// used. The kernel counts the memory of whoever calls exec() as the program's;
// so this is a small program between a large one and the one to be measured.
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "sandbox/usage/usage.hpp"

namespace {

constexpr int no_program = 127;

std::uint64_t nanoseconds(const timeval& time) {
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 +
         static_cast<std::uint64_t>(time.tv_usec) * 1'000;
}

void tell(const rusage& used) {
  const heaplab::sandbox::Usage usage{
      static_cast<std::uint64_t>(used.ru_maxrss) * 1024,
      nanoseconds(used.ru_utime) + nanoseconds(used.ru_stime)};
  if (::write(heaplab::sandbox::usage_descriptor, &usage, sizeof usage) < 0) {
    ::_exit(no_program);
  }
}

int end_as(int status) {
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  ::signal(WTERMSIG(status), SIG_DFL);
  ::raise(WTERMSIG(status));
  return 128 + WTERMSIG(status);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return no_program;
  const pid_t process = ::fork();
  if (process == 0) {
    ::close(heaplab::sandbox::usage_descriptor);
    ::execv(arguments[1], arguments + 1);
    ::_exit(no_program);
  }
  int status = 0;
  rusage used{};
  while (::wait4(process, &status, 0, &used) < 0) {
    if (errno != EINTR) return no_program;
  }
  tell(used);
  return end_as(status);
}

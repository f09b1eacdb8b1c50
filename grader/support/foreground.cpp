#include "support/foreground.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "support/error.hpp"
#include "support/unique_fd.hpp"

namespace heaplab {
namespace {

volatile sig_atomic_t program_ = 0;

void pass_on(int signal) {
  if (program_ > 0) ::kill(static_cast<pid_t>(program_), signal);
}

// While it lives, the keyboard's signals end the program and not this process,
// and the signals sent to this process alone are passed on.
// They are held back until `start_passing_on`, so that none is lost before.
class Signals {
 public:
  Signals() {
    sigset_t held;
    ::sigemptyset(&held);
    for (const int number : numbers) ::sigaddset(&held, number);
    ::pthread_sigmask(SIG_BLOCK, &held, &mask_);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      struct sigaction action = {};
      action.sa_handler = i < 2 ? SIG_IGN : pass_on;
      ::sigaction(numbers[i], &action, &before_[i]);
    }
  }
  ~Signals() {
    restore();
    program_ = 0;
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  void start_passing_on(pid_t program) const {
    program_ = program;
    ::pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
  }

  // What the program inherits.
  void restore() const {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      ::sigaction(numbers[i], &before_[i], nullptr);
    }
    ::pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
  }

 private:
  static constexpr std::array numbers{SIGINT, SIGQUIT, SIGTERM, SIGHUP};
  std::array<struct sigaction, numbers.size()> before_{};
  sigset_t mask_{};
};

// In the child: becomes the program, or writes why not to `errors`.
[[noreturn]] void become(const std::vector<std::string>& command, int errors) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  const int error = errno;
  if (::write(errors, &error, sizeof error) < 0) ::_exit(126);
  ::_exit(127);
}

[[noreturn]] void fail_to_start(const std::string& program, int error) {
  if (error == ENOENT) {
    throw InputError(fmt::format(
        "{}: program not found: expected a program in PATH, or a path to one; "
        "check the name after `--`",
        program));
  }
  throw InputError(fmt::format("{}: cannot run this program: {}", program,
                               std::strerror(error)));
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

// 0 when the exec closed the pipe, otherwise the error that it met.
int read_error(int fd) {
  int error = 0;
  ssize_t got = 0;
  do {
    got = ::read(fd, &error, sizeof error);
  } while (got < 0 && errno == EINTR);
  return got == sizeof error ? error : 0;
}

std::pair<UniqueFd, UniqueFd> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    throw GraderError(
        fmt::format("cannot make a pipe: {}", std::strerror(errno)));
  }
  return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

}  // namespace

Ended run_in_foreground(const std::vector<std::string>& command,
                        const std::function<void()>& prepare) {
  auto [errors_out, errors_in] = make_pipe();
  const Signals signals;
  const pid_t process = ::fork();
  if (process < 0) {
    throw GraderError(
        fmt::format("cannot start a process: {}", std::strerror(errno)));
  }
  if (process == 0) {
    signals.restore();
    prepare();
    become(command, errors_in.get());
  }
  signals.start_passing_on(process);
  errors_in.reset();
  const int error = read_error(errors_out.get());
  const int status = wait_for(process);
  if (error != 0) fail_to_start(command.front(), error);
  return {process, status};
}

}  // namespace heaplab

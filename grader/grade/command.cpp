#include "grade/command.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>

#include "support/error.hpp"
#include "support/unique_fd.hpp"

namespace heaplab::grade {
namespace {

using Clock = std::chrono::steady_clock;

// Our environment with `added` in place of what it replaces.
std::vector<std::string> merged_environment(
    const std::vector<std::string>& added) {
  std::vector<std::string> all = added;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable = *entry;
    const std::string_view name = variable.substr(0, variable.find('=') + 1);
    const bool replaced = std::any_of(
        added.begin(), added.end(),
        [name](const auto& other) { return other.starts_with(name); });
    if (!replaced) all.emplace_back(variable);
  }
  return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// In the child; does not return.
[[noreturn]] void become(char* const* argv, char* const* environment,
                         const char* folder, int output, pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(126);
  const int null = ::open("/dev/null", O_RDONLY);
  ::dup2(null, 0);
  ::dup2(output, 1);
  ::dup2(output, 2);
  if (*folder != '\0' && ::chdir(folder) != 0) ::_exit(126);
  ::execvpe(argv[0], argv, environment);
  ::_exit(127);
}

int milliseconds_until(Clock::time_point end) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1'000'000));
}

// Until the other end closes; false when the time is over before that.
bool read_until(int fd, Clock::time_point end, std::size_t most,
                std::string& text) {
  std::array<char, 4096> part{};
  while (true) {
    pollfd waiting{fd, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, milliseconds_until(end));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    const ssize_t count = ::read(fd, part.data(), part.size());
    if (count <= 0) return true;
    const std::size_t room = most - std::min(most, text.size());
    text.append(part.data(), std::min(room, static_cast<std::size_t>(count)));
  }
}

// Waits for a process that may have closed its output but not ended.
bool wait_until(pid_t process, Clock::time_point end, int& status) {
  while (::waitpid(process, &status, WNOHANG) == 0) {
    if (Clock::now() >= end) return false;
    ::usleep(1000);
  }
  return true;
}

void finish(pid_t process, Clock::time_point end, CommandResult& result) {
  int status = 0;
  bool ended = !result.timed_out && wait_until(process, end, status);
  ::kill(-process, SIGKILL);  // and whatever it started
  if (!ended) {
    result.timed_out = true;
    ::kill(process, SIGKILL);
    ::waitpid(process, &status, 0);
  }
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
}

}  // namespace

CommandResult run_command(const Command& command) {
  std::vector<std::string> arguments = command.argv;
  std::vector<std::string> variables = merged_environment(command.environment);
  const std::vector<char*> argv = pointers_to(arguments);
  const std::vector<char*> environment = pointers_to(variables);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw GraderError(fmt::format("cannot run {}: {}", command.argv[0],
                                  std::strerror(errno)));
  }
  UniqueFd output(ends[0]);
  UniqueFd input(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process < 0) {
    throw GraderError(fmt::format("cannot run {}: {}", command.argv[0],
                                  std::strerror(errno)));
  }
  if (process == 0) {
    become(argv.data(), environment.data(), command.folder.c_str(), input.get(),
           parent);
  }
  ::setpgid(process, process);
  input.reset();
  const auto end =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(
                         std::chrono::duration<double>(command.wall_s));
  CommandResult result;
  result.timed_out =
      !read_until(output.get(), end, command.output_bytes, result.output);
  finish(process, end, result);
  if (result.exit_code == 127 && result.output.empty()) {
    throw GraderError(
        fmt::format("cannot run {}: it is not installed", command.argv[0]));
  }
  return result;
}

}  // namespace heaplab::grade

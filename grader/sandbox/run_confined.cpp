#include "sandbox/run_confined.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "sandbox/guardian.hpp"
#include "sandbox/landlock.hpp"
#include "sandbox/resource_limits.hpp"
#include "support/error.hpp"

namespace heaplab::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (const auto& text : texts)
    result.push_back(const_cast<char*>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

struct Pipe {
  explicit Pipe(const std::string& program) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
      throw GraderError("cannot start " + program + ": " +
                        std::strerror(errno));
    output.reset(ends[0]);
    input.reset(ends[1]);
  }
  UniqueFd output;
  UniqueFd input;
};

// Begins when `start` says so: while nobody would end it after its owner's
// death, nothing runs.
[[noreturn]] void become(const std::vector<std::string>& argv,
                         const CommandLimits& limits,
                         const std::vector<std::string>& environment,
                         int output, Pipe& start) {
  ::setpgid(0, 0);
  start.input.reset();
  char word = 0;
  if (::read(start.output.get(), &word, 1) != 1) ::_exit(126);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, 0);
  ::dup2(output, 1);
  ::dup2(output, 2);
  ::close_range(3, ~0u, 0);
  const ResourceLimits resources{.cpu_s = limits.cpu_s,
                                 .address_space_bytes = limits.memory_bytes,
                                 .file_bytes = limits.file_bytes,
                                 .open_files = 256};
  // Without Landlock the command still has its limits and its clean
  // environment; `lab doctor` says what is missing.
  landlock_restrict({limits.readable, limits.writable});
  const auto arguments = pointers(argv);
  const auto variables = pointers(environment);
  // Last: this process may be larger than the limit, and gets no more memory.
  if (!lower_limits(resources)) ::_exit(126);
  ::execve(argv[0].c_str(), arguments.data(), variables.data());
  ::_exit(127);
}

// Reads until end of file or until `deadline`; keeps the first bytes.
bool read_output(int fd, std::uint64_t most, Clock::time_point deadline,
                 std::string& output) {
  char buffer[1 << 14];
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - Clock::now());
    if (left.count() <= 0) return false;
    pollfd poll{fd, POLLIN, 0};
    if (::poll(&poll, 1, static_cast<int>(left.count())) <= 0) continue;
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    const auto room = most - std::min<std::uint64_t>(most, output.size());
    output.append(
        buffer, std::min<std::uint64_t>(room, static_cast<std::uint64_t>(got)));
  }
}

}  // namespace

CommandOutcome run_confined(const std::vector<std::string>& argv,
                            const CommandLimits& limits,
                            const std::vector<std::string>& environment) {
  Pipe output(argv[0]);
  Pipe start(argv[0]);
  const pid_t child = ::fork();
  if (child < 0)
    throw GraderError("cannot start " + argv[0] + ": " + std::strerror(errno));
  if (child == 0) become(argv, limits, environment, output.input.get(), start);
  ::setpgid(child, child);
  const Guardian guardian([child] { ::kill(-child, SIGKILL); });
  output.input.reset();
  while (::write(start.input.get(), "x", 1) < 0 && errno == EINTR) {
  }

  CommandOutcome outcome;
  const auto deadline = Clock::now() + std::chrono::seconds(limits.wall_s);
  outcome.timed_out = !read_output(output.output.get(), limits.output_bytes,
                                   deadline, outcome.output);
  if (outcome.timed_out) ::kill(-child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  ::kill(-child, SIGKILL);  // what it left running
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  return outcome;
}

}  // namespace heaplab::sandbox

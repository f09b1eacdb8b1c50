#include "sandbox/run_confined.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

#include "sandbox/fork_gate.hpp"
#include "sandbox/guardian.hpp"
#include "sandbox/landlock.hpp"
#include "sandbox/program_filter.hpp"
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

struct SocketPair {
  explicit SocketPair(const std::string& program) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
      throw GraderError("cannot start " + program + ": " +
                        std::strerror(errno));
    ours.reset(ends[0]);
    theirs.reset(ends[1]);
  }
  UniqueFd ours;
  UniqueFd theirs;
};

// What the new process gets from us.
struct Ends {
  int output;
  int usage;
  int gate;  // a socket for the listener of its filter
};
constexpr int gate_descriptor = usage_descriptor + 1;

// Standard input, output and errors, and those for usage and gate; no other.
void set_descriptors(const CommandLimits& limits, const Ends& ends) {
  const char* const input =
      limits.input.empty() ? "/dev/null" : limits.input.c_str();
  const int in = ::open(input, O_RDONLY);
  if (in < 0) ::_exit(126);
  const int out = ::fcntl(ends.output, F_DUPFD, gate_descriptor + 1);
  const int usage = ::fcntl(ends.usage, F_DUPFD, gate_descriptor + 1);
  const int gate = ::fcntl(ends.gate, F_DUPFD, gate_descriptor + 1);
  ::dup2(in, 0);
  ::dup2(out, 1);
  ::dup2(out, 2);
  ::dup2(usage, usage_descriptor);
  ::dup2(gate, gate_descriptor);
  ::close_range(gate_descriptor + 1, ~0u, 0);
  if (limits.usage_program.empty()) ::close(usage_descriptor);
}

// Hands the listener over, or tells that there is none.
void enter_filter(const CommandLimits& limits) {
  ProgramFilter filter;
  if (limits.isolated) filter = filter_program(limits.most_processes != 0);
  if (limits.isolated && !filter.loaded) ::_exit(126);
  if (!send_descriptor(gate_descriptor, filter.listener)) ::_exit(126);
  ::close(gate_descriptor);
  if (filter.listener >= 0) ::close(filter.listener);
}

// Begins when `start` says so: while nobody would end it after its owner's
// death, nothing runs.
[[noreturn]] void become(const std::vector<std::string>& argv,
                         const CommandLimits& limits,
                         const std::vector<std::string>& environment,
                         const Ends& ends, Pipe& start) {
  ::setpgid(0, 0);
  start.input.reset();
  char word = 0;
  if (::read(start.output.get(), &word, 1) != 1) ::_exit(126);
  set_descriptors(limits, ends);
  if (!limits.folder.empty() && ::chdir(limits.folder.c_str()) != 0)
    ::_exit(126);
  const ResourceLimits resources{.cpu_s = limits.cpu_s,
                                 .address_space_bytes = limits.memory_bytes,
                                 .data_bytes = limits.data_bytes,
                                 .file_bytes = limits.file_bytes,
                                 .open_files = 256};
  // Without Landlock the command still has its limits and its clean
  // environment; `lab doctor` says what is missing.
  landlock_restrict({limits.readable, limits.writable});
  enter_filter(limits);
  const auto arguments = pointers(argv);
  const auto variables = pointers(environment);
  // Last: this process may be larger than the limit, and gets no more memory.
  if (!lower_limits(resources)) ::_exit(126);
  ::execve(argv[0].c_str(), arguments.data(), variables.data());
  ::_exit(127);
}

constexpr int between_looks_ms = 5;

// Waits for output, and answers at the gate meanwhile. False when it is time to
// end the program.
bool wait_for_output(int fd, ForkGate& gate, Clock::time_point deadline,
                     CommandOutcome& outcome) {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - Clock::now());
    if (left.count() <= 0) return !(outcome.timed_out = true);
    pollfd polled[] = {{fd, POLLIN, 0}, {gate.descriptor(), POLLIN, 0}};
    if (::poll(polled, 2, static_cast<int>(left.count())) <= 0) continue;
    // Output first: what it wrote before a refused fork is kept.
    if (polled[0].revents != 0) return true;
    if ((polled[1].revents & POLLIN) != 0 && !gate.answer())
      return !(outcome.too_many_processes = true);
    // All its processes are gone: the end of file follows.
    if (polled[1].revents != 0 && (polled[1].revents & POLLIN) == 0)
      gate = ForkGate({}, 0);
  }
}

// Reads until end of file or until `deadline`; keeps the first bytes. False
// when it stopped before the end of file.
bool read_output(int fd, ForkGate& gate, const CommandLimits& limits,
                 Clock::time_point deadline, CommandOutcome& outcome) {
  char buffer[1 << 14];
  while (wait_for_output(fd, gate, deadline, outcome)) {
    const ssize_t got = ::read(fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    const auto room =
        limits.output_bytes -
        std::min<std::uint64_t>(limits.output_bytes, outcome.output.size());
    outcome.output.append(
        buffer, std::min<std::uint64_t>(room, static_cast<std::uint64_t>(got)));
  }
  return false;
}

// A process may close its output long before it ends. False when it is time to
// end it.
bool await_end(pid_t child, ForkGate& gate, Clock::time_point deadline,
               CommandOutcome& outcome, int& status) {
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() >= deadline) return !(outcome.timed_out = true);
    pollfd polled{gate.descriptor(), POLLIN, 0};
    ::poll(&polled, 1, between_looks_ms);
    if ((polled.revents & POLLIN) != 0 && !gate.answer())
      return !(outcome.too_many_processes = true);
    if ((polled.revents & ~POLLIN) != 0) gate = ForkGate({}, 0);
  }
  return true;
}

// Once the process has ended.
void read_usage(int fd, Usage& usage) {
  Usage told;
  if (::read(fd, &told, sizeof told) == sizeof told) usage = told;
}

// The command line that is executed, and the trees that it needs for it.
std::vector<std::string> measured(const std::vector<std::string>& argv,
                                  CommandLimits& limits) {
  if (limits.usage_program.empty()) return argv;
  limits.readable.push_back(limits.usage_program);
  std::vector<std::string> all{limits.usage_program.string()};
  all.insert(all.end(), argv.begin(), argv.end());
  return all;
}

}  // namespace

CommandOutcome run_confined(const std::vector<std::string>& command,
                            const CommandLimits& wanted,
                            const std::vector<std::string>& environment) {
  CommandLimits limits = wanted;
  const std::vector<std::string> argv = measured(command, limits);
  Pipe output(argv[0]);
  Pipe start(argv[0]);
  Pipe usage(argv[0]);
  SocketPair gate(argv[0]);
  const pid_t child = ::fork();
  if (child < 0)
    throw GraderError("cannot start " + argv[0] + ": " + std::strerror(errno));
  if (child == 0)
    become(argv, limits, environment,
           {output.input.get(), usage.input.get(), gate.theirs.get()}, start);
  ::setpgid(child, child);
  const Guardian guardian([child] { ::kill(-child, SIGKILL); });
  output.input.reset();
  usage.input.reset();
  gate.theirs.reset();
  while (::write(start.input.get(), "x", 1) < 0 && errno == EINTR) {
  }

  CommandOutcome outcome;
  const auto deadline = Clock::now() + std::chrono::seconds(limits.wall_s);
  ForkGate counted(receive_descriptor(gate.ours.get()), limits.most_processes);
  int status = 0;
  if (!read_output(output.output.get(), counted, limits, deadline, outcome) ||
      !await_end(child, counted, deadline, outcome, status)) {
    ::kill(-child, SIGKILL);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  ::kill(-child, SIGKILL);  // what it left running
  read_usage(usage.output.get(), outcome.usage);
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  return outcome;
}

}  // namespace heaplab::sandbox

#include "demo/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <system_error>

#include "demo/clock.hpp"

namespace heaplab::demo {
namespace {

constexpr std::size_t most_output = 64 << 10;

[[noreturn]] void be_the_child(int output, const std::function<int()>& body) {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  setpgid(0, 0);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  int code = 125;
  try {
    code = body();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stopped: %s\n", error.what());
  }
  std::fflush(nullptr);
  _exit(code);
}

// Reads until every writer is gone or the time is up: false.
bool read_output(int descriptor, double end_ns, std::string& output) {
  std::array<char, 4096> bytes;
  for (;;) {
    const double left_ms = (end_ns - now_ns()) / 1e6;
    if (left_ms <= 0) return false;
    pollfd ready{descriptor, POLLIN, 0};
    const int events = poll(&ready, 1, static_cast<int>(left_ms) + 1);
    if (events < 0 && errno != EINTR) return true;
    if (events <= 0) continue;
    const ssize_t count = read(descriptor, bytes.data(), bytes.size());
    if (count == 0) return true;
    if (count < 0) continue;
    const auto room = most_output - std::min(most_output, output.size());
    output.append(bytes.data(),
                  std::min(room, static_cast<std::size_t>(count)));
  }
}

}  // namespace

std::string Ending::in_words() const {
  if (timed_out) return "stopped after its time";
  if (signal == 0) return fmt::format("exit {}", exit_code);
  const char* name = sigabbrev_np(signal);
  return name == nullptr ? fmt::format("signal {}", signal)
                         : fmt::format("SIG{}", name);
}

Ending run_in_child(const std::function<int()>& body, double seconds) {
  std::array<int, 2> pipe_ends;
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe");
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0)
    throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) be_the_child(pipe_ends[1], body);
  setpgid(child, child);
  close(pipe_ends[1]);
  Ending ending;
  if (!read_output(pipe_ends[0], now_ns() + seconds * 1e9, ending.output)) {
    ending.timed_out = true;
    kill(-child, SIGKILL);
  }
  close(pipe_ends[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (WIFEXITED(status)) ending.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ending.signal = WTERMSIG(status);
  return ending;
}

Ending run_program(const std::vector<std::string>& argv, double seconds) {
  std::vector<char*> words;
  for (const std::string& word : argv)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  return run_in_child(
      [&] {
        execvp(words[0], words.data());
        return 127;
      },
      seconds);
}

bool has_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "/usr/bin:/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');)
    if (access((folder + "/" + name).c_str(), X_OK) == 0) return true;
  return false;
}

}  // namespace heaplab::demo

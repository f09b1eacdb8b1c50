// For tests: what a process leaves behind when it is killed.
#pragma once

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

namespace heaplab::sandbox {

// A folder that is removed by its destructor alone: no process watches it.
class PlainFolder {
 public:
  PlainFolder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "plain-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~PlainFolder() { std::filesystem::remove_all(path_); }
  PlainFolder(const PlainFolder&) = delete;
  PlainFolder& operator=(const PlainFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Runs `work` in a child process and kills it after `delay`. True when all that
// it had started, at any depth, ends by itself within ten seconds. (As a
// subreaper this process becomes the parent of whatever loses its own.)
inline bool leaves_no_process(const std::function<void()>& work,
                              std::chrono::microseconds delay) {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  const pid_t owner = ::fork();
  if (owner == 0) {
    work();
    ::_exit(0);
  }
  ::usleep(static_cast<useconds_t>(delay.count()));
  ::kill(owner, SIGKILL);
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (std::chrono::steady_clock::now() < deadline) {
    const pid_t ended = ::waitpid(-1, nullptr, WNOHANG);
    if (ended < 0 && errno == ECHILD) return true;
    if (ended == 0) ::usleep(1000);
  }
  return false;
}

}  // namespace heaplab::sandbox

#include "judge/player_process.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "support/clock.hpp"

namespace heaplab::judge {
namespace {

using player::Command;
using player::Ending;

constexpr std::uint64_t patience_ns =
    20'000'000;  // between looks at the player

}  // namespace

PlayerProcess::~PlayerProcess() { kill(); }

bool PlayerProcess::run(Command command, std::uint64_t first,
                        std::uint64_t second) {
  if (reaped_) return false;
  request_->command = command;
  request_->argument[0] = first;
  request_->argument[1] = second;
  const std::uint32_t sequence =
      request_->sequence.load(std::memory_order_relaxed) + 1;
  const std::uint32_t answered = response_->sequence.load();
  request_->sequence.store(sequence);
  if (response_->sleeping.load() != 0)
    ::syscall(SYS_futex, &request_->sequence, FUTEX_WAKE, 1, nullptr, nullptr,
              0);
  if (request_->patient == 0) yielding_.wait(response_->sequence, answered);
  return wait(sequence);
}

bool PlayerProcess::run(Command command, const player::MemoryRequest& call) {
  request_->memory = call;
  return run(command);
}

void PlayerProcess::name_sites(const std::vector<std::string>& files) {
  for (std::size_t k = 0; k < files.size(); ++k)
    for (char(&name)[player::site_name_bytes] : request_->site_files[k].name)
      std::strncpy(name, files[k].c_str(), sizeof name - 1);
}

bool PlayerProcess::wait(std::uint32_t sequence) {
  if (response_->sequence.load() != sequence) {
    request_->sleeping.store(1);
    const bool answered = sleep_until(sequence);
    request_->sleeping.store(0);
    if (!answered) return false;
  }
  if (read(response_->ending) == Ending::none) return true;
  note_end();
  return false;
}

bool PlayerProcess::sleep_until(std::uint32_t sequence) {
  const timespec patience{0, static_cast<long>(patience_ns)};
  std::uint64_t started_ns = 0;
  std::uint64_t cpu_before_ns = 0;
  for (int wakes = 0;; ++wakes) {
    const std::uint32_t now = response_->sequence.load();
    if (now == sequence) return true;
    const long woken = ::syscall(SYS_futex, &response_->sequence, FUTEX_WAIT,
                                 now, &patience, nullptr, 0);
    // A wake without an answer is rare, unless somebody makes them.
    if ((woken == 0 || errno != ETIMEDOUT) && wakes < 8) continue;
    if (started_ns == 0) {
      started_ns = clock_ns() - patience_ns;
      cpu_before_ns = cpu_ns();
      cpu_before_ns -= std::min(cpu_before_ns, patience_ns);
    }
    if (!keep_waiting(started_ns, cpu_before_ns)) return false;
  }
}

// Called each time that the player has not answered for a while.
bool PlayerProcess::keep_waiting(std::uint64_t started_ns,
                                 std::uint64_t cpu_before_ns) {
  drain_output();
  if (has_exited()) {
    note_end();
    return false;
  }
  if (output_total_ > limits_.output_bytes) {
    kill();
    end_.kind = PlayerEnd::Kind::output_limit;
    return false;
  }
  const bool cpu = cpu_ns() - cpu_before_ns > limits_.operation_cpu_ns;
  const bool wall = clock_ns() - started_ns > limits_.operation_wall_ns;
  if (!cpu && !wall) return true;
  ask_where_it_is();
  end_.kind = PlayerEnd::Kind::time_out;
  end_.wall_clock = !cpu;
  return false;
}

bool PlayerProcess::has_exited() {
  if (reaped_) return true;
  reaped_ = ::waitpid(process_, &status_, WNOHANG) == process_;
  return reaped_;
}

void PlayerProcess::note_end() {
  // It has said that it ends; it has a moment to do so.
  const std::uint64_t until = clock_ns() + 10 * patience_ns;
  while (!has_exited() && clock_ns() < until) {
    drain_output();
    ::usleep(200);
  }
  kill();
  end_.kind = PlayerEnd::Kind::ended;
  if (output_total_ > limits_.output_bytes)
    end_.kind = PlayerEnd::Kind::output_limit;
  end_.ending = read(response_->ending);
  end_.number = read(response_->number);
  end_.fault_address = read(response_->fault_address);
  end_.program_counter = read(response_->program_counter);
  end_.stack_pointer = read(response_->stack_pointer);
  const auto frames =
      std::min<std::uint32_t>(read(response_->frames), player::most_frames);
  end_.frames.assign(response_->frame, response_->frame + frames);
  end_.text.assign(response_->text,
                   ::strnlen(response_->text, player::text_bytes));
  if (WIFEXITED(status_)) end_.exit_code = WEXITSTATUS(status_);
  if (WIFSIGNALED(status_)) end_.signal = WTERMSIG(status_);
}

void PlayerProcess::ask_where_it_is() {
  ::kill(process_, SIGUSR1);
  note_end();
}

void PlayerProcess::kill() {
  if (process_ > 0 && !reaped_) {
    ::kill(process_, SIGKILL);
    while (::waitpid(process_, &status_, 0) < 0 && errno == EINTR) {
    }
    reaped_ = true;
  }
  drain_output();
}

void PlayerProcess::drain_output() {
  char buffer[1 << 14];
  for (;;) {
    const ssize_t got = ::read(output_fd_.get(), buffer, sizeof buffer);
    if (got <= 0) return;
    output_total_ += static_cast<std::uint64_t>(got);
    if (output_.size() < limits_.output_bytes)
      output_.append(buffer,
                     std::min(static_cast<std::size_t>(got),
                              static_cast<std::size_t>(limits_.output_bytes) -
                                  output_.size()));
  }
}

const std::string& PlayerProcess::output() {
  drain_output();
  return output_;
}

std::filesystem::path player_program() {
  if (const char* chosen = std::getenv("HEAPLAB_PLAYER")) return chosen;
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() /
         "heaplab-player";
}

}  // namespace heaplab::judge

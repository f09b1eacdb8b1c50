#include "judge/player_process.hpp"

#include <fcntl.h>
#include <linux/futex.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "support/clock.hpp"
#include "support/error.hpp"

namespace heaplab::judge {
namespace {

using player::Command;
using player::Ending;

constexpr std::uint64_t patience_ns =
    20'000'000;  // between looks at the player
constexpr std::uint64_t start_wall_ns = 20'000'000'000;

[[noreturn]] void fail(const std::string& doing) {
  throw GraderError("cannot " + doing + ": " + std::strerror(errno));
}

std::size_t request_bytes(const PlayerOptions& options) {
  const std::size_t operations = options.program ? options.program->size() : 0;
  return player::program_offset + operations * sizeof(player::TimedOperation) +
         4096;
}

std::size_t response_bytes(const PlayerOptions& options) {
  const std::size_t operations = options.program ? options.program->size() : 0;
  return player::returned_offset + operations * sizeof(std::uint64_t) + 4096;
}

// Between fork and exec: only what is safe there.
[[noreturn]] void become_player(const char* program, const int (&files)[4],
                                int output, int core, pid_t judge) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != judge) ::_exit(player::exit_broken);
  if (core >= 0) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(static_cast<std::size_t>(core), &cores);
    ::sched_setaffinity(0, sizeof cores, &cores);
  }
  // First above the range that they go to, so that none is overwritten.
  int high[4];
  for (int k = 0; k < 4; ++k) high[k] = ::fcntl(files[k], F_DUPFD, 16);
  const int high_output = ::fcntl(output, F_DUPFD, 16);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, 0);
  ::dup2(high_output, 1);
  ::dup2(high_output, 2);
  for (int k = 0; k < 4; ++k) ::dup2(high[k], player::request_fd + k);
  ::close_range(player::object_fd + 1, ~0u, 0);
  char name[] = "heaplab-player";
  char* const argv[] = {name, nullptr};
  char* const environment[] = {nullptr};
  ::execve(program, argv, environment);
  ::_exit(player::exit_broken);
}

}  // namespace

PlayerProcess::PlayerProcess(const Submission& submission, const Limits& limits,
                             const PlayerOptions& options)
    : limits_(limits),
      request_memory_("heaplab-request", request_bytes(options)),
      response_memory_("heaplab-response", response_bytes(options)),
      heap_("heaplab-heap", whole_pages(options.heap_limit),
            free_heap_address(whole_pages(options.heap_limit))),
      request_(reinterpret_cast<player::Request*>(request_memory_.data())),
      response_(reinterpret_cast<player::Response*>(response_memory_.data())),
      returned_(reinterpret_cast<std::uint64_t*>(response_memory_.data() +
                                                 player::returned_offset)),
      returned_bytes_(options.program
                          ? options.program->size() * sizeof(std::uint64_t)
                          : 0) {
  request_memory_.seal_against_writers();
  request_->sequence.store(1);  // what the player answers unasked
  request_->patient = options.program != nullptr;
  request_->heap_base = heap_base();
  request_->heap_limit = options.heap_limit;
  request_->slots = options.slots;
  request_->marks = options.marks;
  request_->fill_new_heap = options.fill_new_heap;
  request_->address_space = whole_pages(options.heap_limit) +
                            response_memory_.bytes() + request_memory_.bytes() +
                            (256u << 20);
  if (options.program && !options.program->empty()) {
    request_->operations = options.program->size();
    std::memcpy(request_memory_.data() + player::program_offset,
                options.program->data(),
                options.program->size() * sizeof(player::TimedOperation));
  }
  start(submission, options);
}

void PlayerProcess::start(const Submission& submission,
                          const PlayerOptions& options) {
  const std::string program = player_program().string();
  UniqueFd object(::open(submission.object.c_str(), O_RDONLY | O_CLOEXEC));
  if (!object) fail("open " + submission.object.string());
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) fail("make a pipe");
  output_fd_.reset(ends[0]);
  ::fcntl(output_fd_.get(), F_SETFL, O_NONBLOCK);
  UniqueFd output(ends[1]);
  const int files[4] = {request_memory_.fd(), response_memory_.fd(), heap_.fd(),
                        object.get()};
  const pid_t judge = ::getpid();
  process_ = ::fork();
  if (process_ < 0) fail("start the player");
  if (process_ == 0)
    become_player(program.c_str(), files, output.get(), options.core, judge);
  Limits own = limits_;
  limits_.operation_cpu_ns = limits_.operation_wall_ns = start_wall_ns;
  const bool confined = wait(1);
  limits_ = own;
  if (!confined)
    throw GraderError("the player " + program + " did not start: " +
                      (output_.empty() ? "no message" : output_));
}

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

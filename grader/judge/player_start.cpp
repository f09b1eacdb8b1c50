// How a player is started: what it is told, and what it is given.
#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "judge/player_process.hpp"
#include "support/error.hpp"

namespace heaplab::judge {
namespace {

constexpr std::uint64_t start_wall_ns = 20'000'000'000;
constexpr std::size_t most_files = 5;

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

// The player's record of its mappings stands behind the rest.
std::size_t mappings_offset(const PlayerOptions& options) {
  return whole_pages(response_bytes(options));
}

std::size_t shared_response_bytes(const PlayerOptions& options) {
  if (options.mapped_limit == 0) return response_bytes(options);
  return mappings_offset(options) + whole_pages(sizeof(player::Mappings));
}

// Between fork and exec: only what is safe there.
[[noreturn]] void become_player(const char* program,
                                const std::vector<int>& files, int output,
                                const PlayerOptions& options, pid_t judge) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != judge) ::_exit(player::exit_broken);
  if (options.core >= 0) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(static_cast<std::size_t>(options.core), &cores);
    ::sched_setaffinity(0, sizeof cores, &cores);
  }
  // First above the range that they go to, so that none is overwritten.
  int high[most_files];
  const int count = static_cast<int>(files.size());
  for (int k = 0; k < count; ++k)
    high[k] = ::fcntl(files[static_cast<unsigned>(k)], F_DUPFD, 16);
  const int high_output = ::fcntl(output, F_DUPFD, 16);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, 0);
  ::dup2(high_output, 1);
  ::dup2(high_output, 2);
  for (int k = 0; k < count; ++k) ::dup2(high[k], player::request_fd + k);
  ::close_range(static_cast<unsigned>(player::request_fd + count), ~0u, 0);
  char name[] = "heaplab-player";
  char* const argv[] = {name, nullptr};
  // Room for the thread-local variables of a library that is loaded late.
  char tunables[] = "GLIBC_TUNABLES=glibc.rtld.optional_static_tls=16384";
  char* const environment[] = {options.trusted ? tunables : nullptr, nullptr};
  ::execve(program, argv, environment);
  ::_exit(player::exit_broken);
}

}  // namespace

PlayerProcess::PlayerProcess(const Submission& submission, const Limits& limits,
                             const PlayerOptions& options)
    : limits_(limits),
      request_memory_("heaplab-request", request_bytes(options)),
      response_memory_("heaplab-response", shared_response_bytes(options)),
      plan_(plan_memory(options.heap_limit, options.mapped_limit)),
      heap_("heaplab-heap", whole_pages(options.heap_limit),
            options.heap_address != 0 ? options.heap_address : plan_.heap),
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
  describe_heap(options);
  request_->slots = options.slots;
  request_->marks = options.marks;
  request_->coroutines = options.coroutines;
  request_->trusted = options.trusted;
  if (options.trusted)
    std::strncpy(request_->object_path,
                 std::filesystem::absolute(submission.object).c_str(),
                 sizeof request_->object_path - 1);
  if (options.program && !options.program->empty()) {
    request_->operations = options.program->size();
    std::memcpy(request_memory_.data() + player::program_offset,
                options.program->data(),
                options.program->size() * sizeof(player::TimedOperation));
  }
  start(submission, options);
}

void PlayerProcess::describe_heap(const PlayerOptions& options) {
  request_->heap_base = heap_base();
  request_->heap_limit = options.heap_limit;
  request_->fill_new_heap = options.fill_new_heap;
  request_->address_space = heap_.bytes() + plan_.arena_bytes +
                            response_memory_.bytes() + request_memory_.bytes() +
                            (256u << 20);
  if (plan_.arena_bytes == 0) return;
  arena_ = std::make_unique<SharedMemory>("heaplab-arena", plan_.arena_bytes,
                                          plan_.arena);
  request_->arena_base = arena_base();
  request_->arena_bytes = plan_.arena_bytes;
  request_->mapped_limit = options.mapped_limit;
  request_->keep_events = options.keep_events;
  request_->mappings_at = mappings_offset(options);
  mappings_ = reinterpret_cast<player::Mappings*>(response_memory_.data() +
                                                  request_->mappings_at);
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
  std::vector<int> files = {request_memory_.fd(), response_memory_.fd(),
                            heap_.fd(), object.get()};
  if (arena_) files.push_back(arena_->fd());
  const pid_t judge = ::getpid();
  process_ = ::fork();
  if (process_ < 0) fail("start the player");
  if (process_ == 0)
    become_player(program.c_str(), files, output.get(), options, judge);
  Limits own = limits_;
  limits_.operation_cpu_ns = limits_.operation_wall_ns = start_wall_ns;
  const bool confined = wait(1);
  limits_ = own;
  if (!confined)
    throw GraderError("the player " + program + " did not start: " +
                      (output_.empty() ? "no message" : output_));
}

}  // namespace heaplab::judge

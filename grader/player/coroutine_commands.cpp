// Where a CoroutineLoop gets its operations from: commands in lockstep, slices
// of the program in a timed replay.
#include <optional>

#include "player/coroutine_loop.hpp"
#include "player/debug.hpp"
#include "player/malloc_watch.hpp"
#include "support/clock.hpp"

namespace heaplab::player {

using trace::OperationKind;

namespace {

std::optional<OperationKind> kind_for(Command command) {
  switch (command) {
    case Command::call:
      return OperationKind::call;
    case Command::frame_allocate:
      return OperationKind::frame_allocate;
    case Command::leave:
      return OperationKind::leave;
    case Command::unwind:
      return OperationKind::unwind;
    case Command::spawn:
      return OperationKind::spawn;
    case Command::resume:
      return OperationKind::resume;
    case Command::yield:
      return OperationKind::yield;
    case Command::finish:
      return OperationKind::finish;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool CoroutineLoop::takes(Command command) {
  return command == Command::run_slice || kind_for(command).has_value();
}

// No frame has anything to clean up, so all of them can be left at once.
void CoroutineLoop::run() {
  if (_setjmp(home_) == 0) frame({0, 0}, 0, accept());
}

const TimedOperation* CoroutineLoop::next_command() {
  if (channel.request->debug != 0) return next_in_debugger();
  note_result();
  answer(channel.sequence);
  wait_for_command();
  return accept();
}

void CoroutineLoop::note_result() const {
  Response& response = *channel.response;
  if (timed_) {
    response.slice_ns = clock_ns() - started_ns_;
    response.operations_run =
        static_cast<std::uint64_t>(end_ - channel.program);
    return;
  }
  watch_malloc_callers(false);
  response.value = value_;
  response.private_bytes = malloc_live_bytes();
  response.private_caller = last_malloc_caller();
}

const TimedOperation* CoroutineLoop::accept() {
  const Request& request = *channel.request;
  const auto kind = kind_for(request.command);
  if (request.command == Command::run_slice)
    accept_slice(request.argument[0], request.argument[1]);
  else if (kind)
    accept_command(*kind);
  else
    _longjmp(home_, 1);
  return at_;
}

void CoroutineLoop::accept_slice(std::uint64_t begin, std::uint64_t end) {
  timed_ = true;
  at_ = channel.program + begin;
  end_ = channel.program + end;
  out_ = channel.returned + begin;
  started_ns_ = clock_ns();
}

void CoroutineLoop::accept_command(OperationKind kind) {
  const Request& request = *channel.request;
  Response& response = *channel.response;
  heap_.begin_command();
  response.heap_reached_bytes = response.heap_bytes;
  response.lost_registers = 0;
  timed_ = false;
  command_ = {static_cast<std::uint8_t>(kind), 0, 0,
              static_cast<std::uint32_t>(request.argument[0]),
              request.argument[1]};
  at_ = &command_;
  end_ = at_ + 1;
  out_ = &unused_;
  watch_malloc_callers(true);
}

void CoroutineLoop::run_under_debugger() {
  accept_slice(0, 1);
  if (channel.request->operations > 0 && _setjmp(home_) == 0) {
    stop_before(0);
    frame({0, 0}, 0, at_);
  }
}

const TimedOperation* CoroutineLoop::next_in_debugger() {
  const auto done = static_cast<std::uint64_t>(end_ - channel.program);
  fill_granted(heap_, done - 1);
  if (done == channel.request->operations) _longjmp(home_, 1);
  accept_slice(done, done + 1);
  stop_before(done);
  return at_;
}

}  // namespace heaplab::player

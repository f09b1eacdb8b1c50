// Traces with coroutines: each `call` of the trace is a real call, made on the
// stack that the submission gave the running coroutine. One function performs
// the operations of a frame, and calls itself for the next one; it waits for
// its next operation wherever it stands, so that lockstep and timed replays run
// the same code at the same addresses.
#pragma once

#include <csetjmp>
#include <cstdint>
#include <vector>

#include "heaplab/submission.hpp"
#include "player/channel.hpp"
#include "player/player_heap.hpp"
#include "trace/trace.hpp"

namespace heaplab::player {

class CoroutineLoop {
 public:
  // Memory for `slots` coroutines is taken now, before the confinement.
  CoroutineLoop(std::uint64_t slots, PlayerHeap& heap);

  // After the construction of an object. Coroutines of an earlier one are
  // forgotten.
  void begin(const SubmissionTable& table, void* self);

  // Whether run() carries it out.
  static bool takes(Command command);

  // Carries out the request's command and those after it, each answered when
  // the next is asked for. Returns when a command comes that it does not take:
  // that one is not answered yet.
  void run();

  // Under a debugger: the whole program.
  void run_under_debugger();

  // What a coroutine begins with.
  struct Coroutine {
    std::uint64_t number;  // its slot, and one
    void* handle;          // what spawn() returned
  };
  void enter(const Coroutine& coroutine, std::uint64_t stack_pointer);

 private:
  struct Here {
    std::uint64_t coroutine;  // its number; 0: none
    std::uint64_t frames;
    std::uint64_t place() const { return where(coroutine, frames); }
  };
  // Stands for: no frame is being unwound.
  static constexpr std::uint64_t no_unwinding = ~std::uint64_t{0};

  void frame(Here here, std::uint64_t bytes, const TimedOperation* first);
  void perform(const TimedOperation& operation, Here here);
  void spawn(const TimedOperation& operation);
  const TimedOperation* next();
  const TimedOperation* next_command();
  const TimedOperation* next_in_debugger();
  const TimedOperation* accept();
  void accept_slice(std::uint64_t begin, std::uint64_t end);
  void accept_command(trace::OperationKind kind);
  void note_result() const;

  PlayerHeap& heap_;
  const SubmissionTable* table_ = nullptr;
  void* self_ = nullptr;
  std::vector<Coroutine> coroutines_;          // by slot
  std::vector<std::uint64_t> frames_by_slot_;  // of the calls: their depth
  std::uint64_t unwind_to_ = no_unwinding;     // so many frames stay
  std::uint64_t value_ = 0;                    // of the operation at at_
  const TimedOperation* at_ = nullptr;         // the one that is performed
  const TimedOperation* end_ = nullptr;        // of what was asked for
  std::uint64_t* out_ = nullptr;               // where value_ goes
  std::uint64_t unused_ = 0;
  TimedOperation command_{};  // in lockstep
  bool timed_ = false;
  std::uint64_t started_ns_ = 0;
  std::jmp_buf home_;
};

}  // namespace heaplab::player

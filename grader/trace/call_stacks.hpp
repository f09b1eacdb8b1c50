// The stacks of a call trace, operation after operation: which frames stand on
// which, and which coroutine resumed which.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "trace/trace.hpp"

namespace heaplab::trace {

// What a coroutine's stack must hold, in bytes: the frames are made by real
// calls, which need more than their locals.
inline constexpr std::uint64_t stack_bottom_bytes = 4096;
inline constexpr std::uint64_t frame_overhead_bytes = 256;
inline constexpr std::uint64_t allocation_overhead_bytes = 32;

// The cost of a frame and of an allocation in it: their bytes, up to a multiple
// of 16, and the overhead. At most 2^64 - 1.
std::uint64_t frame_cost(std::uint64_t bytes);
std::uint64_t allocation_cost(std::uint64_t bytes);

// Stands for a slot where there is no coroutine: the main stack.
inline constexpr std::uint32_t main_stack = 0xffffffff;

enum class StackState : std::uint8_t {
  unknown,    // never spawned
  suspended,  // spawned, or it has yielded
  running,
  waiting,  // for the one that it resumed
  finished,
};

struct StackFrame {
  std::uint32_t slot = 0;         // of its call
  std::size_t first_block = 0;    // where its call stands in CallStack::blocks;
                                  // its allocations follow
  std::uint64_t below_bytes = 0;  // CallStack::needed_bytes without it
};

struct CallStack {
  StackState state = StackState::unknown;
  std::uint32_t slot = main_stack;        // of the coroutine
  std::uint32_t resumed_by = main_stack;  // running and waiting ones
  std::uint32_t line = 0;                 // of its spawn, then of its finish
  std::vector<StackFrame> frames{};       // the oldest first
  std::vector<std::uint32_t> blocks{};    // calls and allocations, oldest first
  std::uint64_t bytes = 0;                // as its spawn asks
  std::uint64_t needed_bytes = stack_bottom_bytes;  // for its frames now
  std::uint64_t most_needed_bytes = stack_bottom_bytes;
};

// Why an operation cannot be done now.
enum class CallObjection : std::uint8_t {
  none,
  no_frame,         // return, alloca: the running stack has none
  not_on_stack,     // unwind: it is no frame of the running stack
  no_coroutine,     // yield, finish, and call where there are coroutines: none
                    // runs
  frames_left,      // finish: the running one has frames
  not_spawned,      // resume: there is none of that name
  is_running,       // resume
  is_waiting,       // resume: it waits for one that it resumed
  is_finished,      // resume
  has_main_frames,  // spawn: there were frames on the main stack
  already_spawned,  // spawn: it has not finished
};

// call, alloca, return, unwind, walk, spawn, resume, yield, finish
bool is_call_operation(OperationKind kind);

// Frames that a stack refused are frames here all the same.
class CallStacks {
 public:
  CallStacks() { stacks_.front().state = StackState::running; }

  // Whether apply() may be called with it. Operations of other kinds may.
  // Whether ids are free is not looked at.
  CallObjection objection(const Operation& operation) const;

  // The operation must be legal. Operations of other kinds change nothing.
  void apply(const Operation& operation);

  // The slot of the coroutine that runs, main_stack when none does.
  std::uint32_t running() const { return current().slot; }
  // The stack that call, alloca, return, unwind and walk work on. It stays
  // valid until the next spawn.
  const CallStack& current() const { return stacks_[running_]; }
  // The stack of a coroutine or main_stack; nullptr when it was never spawned.
  const CallStack* find(std::uint32_t slot) const;
  // All of them, the main stack first, then by their first spawn.
  const std::vector<CallStack>& stacks() const { return stacks_; }
  bool has_coroutines() const { return stacks_.size() > 1; }
  bool is_live_coroutine(std::uint32_t slot) const;

  // The newest frame of the running stack, and the one that called it; nullptr
  // when there is none.
  const StackFrame* newest() const { return frame_from_top(0); }
  const StackFrame* caller() const { return frame_from_top(1); }
  // 0 is the newest.
  const StackFrame* frame_from_top(std::size_t place) const;

  // The blocks that the last operation ended, the youngest first.
  const std::vector<std::uint32_t>& ended() const { return ended_; }

  std::uint64_t frames() const { return frames_; }  // of all stacks
  std::uint64_t live_coroutines() const { return live_coroutines_; }

  // What ends every frame and coroutine that is left: the running ones first,
  // then the others by their first spawn. The operations have no line.
  std::vector<Operation> ending() const;
  std::uint64_t ending_operations() const;  // how many

 private:
  CallStack& current_stack() { return stacks_[running_]; }
  CallObjection resume_objection(std::uint32_t slot) const;
  CallObjection spawn_objection(std::uint32_t slot) const;
  void call(const Operation& operation);
  void allocate(const Operation& operation);
  void spawn(const Operation& operation);
  void resume(const Operation& operation);
  void go_back(StackState state);
  void end_newest();
  void need(std::uint64_t bytes);

  std::vector<CallStack> stacks_{1};   // the main stack first
  std::vector<std::uint32_t> places_;  // in stacks_, by slot; 0: none
  std::size_t running_ = 0;            // in stacks_
  std::vector<std::uint32_t> ended_;
  std::uint64_t frames_ = 0;
  std::uint64_t live_coroutines_ = 0;
  std::uint64_t active_ = 0;  // running and waiting coroutines
  bool has_main_frames_ = false;
};

}  // namespace heaplab::trace

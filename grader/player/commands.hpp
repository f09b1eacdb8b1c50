// The judge's commands, carried out on the submission.
#pragma once

#include <memory>
#include <vector>

#include "heaplab/submission.hpp"
#include "player/coroutine_loop.hpp"
#include "player/error_recorder.hpp"
#include "player/globals.hpp"
#include "player/player_heap.hpp"

namespace heaplab::player {

class Commands {
 public:
  // Memory for the block table of a timed replay is taken now, before the
  // confinement.
  Commands();

  // Carries out the request's command; the answer is in the response.
  void run();

  // Under a debugger: loads the submission and runs the whole program, each
  // payload filled with junk when it is granted. Stops at an operation that the
  // submission lacks. See player/debug.hpp.
  void run_under_debugger();

 private:
  void load();
  void construct();
  void walk();
  void check();
  void image();
  void check_heap(std::uint64_t address);
  void walk_frames();
  void prefault(std::uint64_t bytes);
  // memory_commands.cpp: of a debugging allocator.
  std::uint64_t operate_memory(Command command);
  void leaks();
  // debug_misuse.cpp: an operation of a misuse trace under a debugger.
  void run_misuse_step(std::uint64_t index);
  void statistics();
  void run_slice(std::uint64_t begin, std::uint64_t end);
  // run_frame_slice.cpp: the same on a call stack.
  void run_frame_slice(std::uint64_t begin, std::uint64_t end);
  void run_measured(std::uint64_t begin, std::uint64_t end);
  bool has(const TimedOperation& operation) const;
  std::uint64_t operate(Command command, const std::uint64_t (&argument)[2]);

  PlayerHeap heap_;
  const SubmissionTable* table_ = nullptr;
  std::unique_ptr<Globals> globals_;
  void* self_ = nullptr;
  std::vector<void*> slots_;  // payloads; of calls, the frame pointers
  std::vector<std::size_t> marks_;
  CoroutineLoop coroutines_;
  ErrorRecorder errors_;
};

}  // namespace heaplab::player

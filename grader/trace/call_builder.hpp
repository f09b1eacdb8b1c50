// Makes a balanced call trace of a bounded number of operations.
#pragma once

#include <cstddef>
#include <cstdint>

#include "trace/call_stacks.hpp"
#include "trace/random.hpp"
#include "trace/trace.hpp"

namespace heaplab::trace {

// Every block and every coroutine gets an id of its own. What does not fit is
// not added: those that return false added nothing.
class CallBuilder {
 public:
  CallBuilder(std::uint64_t operations, std::uint64_t seed)
      : random_(seed), left_(operations) {}

  Random& random() { return random_; }
  const CallStacks& stacks() const { return stacks_; }
  // Frames on the running stack.
  std::size_t depth() const { return stacks_.current().frames.size(); }
  // Operations left beside those that must end what there is. All but leave(),
  // unwind(), resume() and finish_coroutine() take some.
  std::uint64_t left() const { return left_ - stacks_.ending_operations(); }

  bool call(std::uint64_t bytes);
  bool allocate(std::uint64_t bytes);  // in the newest frame: there must be one
  bool walk();
  void leave();                     // the same
  void unwind(std::size_t frames);  // so many end, 1 to depth() - 1

  // The coroutine's slot; main_stack when it does not fit.
  std::uint32_t spawn(std::uint64_t bytes);
  void resume(std::uint32_t coroutine);  // it must be suspended
  bool yield();                          // a coroutine must run
  void finish_coroutine();               // it must have no frame

  // Ends what is left, and hands out the trace.
  Trace finish();

 private:
  bool has_room(std::uint64_t cost) const;
  void push(const Operation& operation);
  std::uint32_t new_slot();

  Random random_;
  Trace trace_;
  CallStacks stacks_;
  std::uint64_t left_;             // operations, those at the end included
  std::uint64_t stack_bytes_ = 0;  // of live coroutines
};

}  // namespace heaplab::trace

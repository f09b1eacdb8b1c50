// Hand-over between two processes on one core: giving the core to the other
// side costs half of what sleeping and being woken does. It only works while
// nobody else wants the core, so each wait says when to sleep instead.
#pragma once

#include <sched.h>

#include <atomic>
#include <cstdint>

#include "support/clock.hpp"

namespace heaplab::player {

class Yielding {
 public:
  // Gives up the core until `sequence` is no longer `last`. False when it is
  // time to sleep: the other side takes long, or a third process had the core.
  bool wait(const std::atomic<std::uint32_t>& sequence, std::uint32_t last) {
    if (sleeps_left_ > 0) {
      --sleeps_left_;
      return false;
    }
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
      const std::uint64_t before = clock_ns();
      ::sched_yield();
      const bool answered = sequence.load() != last;
      if (clock_ns() - before > crowded_ns) sleeps_left_ = sleeps_when_crowded;
      if (answered) return true;
      if (sleeps_left_ > 0) return false;
    }
    return false;
  }

 private:
  static constexpr int most_attempts = 3;
  static constexpr std::uint64_t crowded_ns = 100'000;
  static constexpr int sleeps_when_crowded = 1000;

  int sleeps_left_ = 0;
};

}  // namespace heaplab::player

// Pseudo-random numbers that are the same with every compiler and library;
// the distributions of <random> are not.
#pragma once

#include <cstdint>

namespace heaplab::trace {

// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
// generators", OOPSLA 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return mixed ^ mixed >> 31;
  }

  // low … high, both included. Slightly uneven for huge ranges, which does not
  // matter here.
  std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    return low + next() % (high - low + 1);
  }

  bool chance(std::uint64_t percent) { return between(1, 100) <= percent; }

 private:
  std::uint64_t state_;
};

}  // namespace heaplab::trace

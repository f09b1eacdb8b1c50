// The allocator of bump.hpp, many times slower.
#pragma once

#include <cstdint>

#include "bump.hpp"

// A chain of multiplications takes the same time wherever the compiler puts it.
inline void work(int rounds) {
  std::uint64_t value = 1;
  for (int k = 0; k < rounds; ++k) {
    value = value * 6364136223846793005u + 1;
    asm volatile("" : "+r"(value));
  }
}

template <int rounds>
class WorksLong : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    work(rounds);
    return Bump::allocate(bytes);
  }
};

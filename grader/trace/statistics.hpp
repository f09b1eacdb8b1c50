// What a trace is like, in numbers; `lab trace info` prints it.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "trace/trace.hpp"

namespace heaplab::trace {

struct Statistics {
  std::uint64_t operations = 0;   // without expect lines
  std::uint64_t allocations = 0;  // a, c and m
  std::uint64_t reallocations = 0;
  std::uint64_t growing_reallocations = 0;
  std::uint64_t deallocations = 0;
  std::uint64_t aligned_allocations = 0;
  std::uint64_t zeroed_allocations = 0;
  std::uint64_t peak_live_bytes = 0;
  std::uint64_t peak_live_blocks = 0;
  std::uint64_t blocks_never_freed = 0;  // or whose frame never ended
  std::uint64_t largest_request_bytes = 0;
  // Call traces.
  std::uint64_t calls = 0;
  std::uint64_t frame_allocations = 0;
  std::uint64_t deepest_frames = 0;   // most frames on one stack
  std::uint64_t coroutines = 0;       // spawned
  std::uint64_t most_coroutines = 0;  // that had not finished, at one time
  std::uint64_t coroutines_never_finished = 0;
  // [k]: requests of 2^(k-1)+1 … 2^k bytes; [0]: of 0 and 1. Not of stacks.
  std::array<std::uint64_t, 65> size_histogram{};
  // Operations between a block's allocation and its end: quartiles.
  std::uint64_t lifetime_p25 = 0, lifetime_p50 = 0, lifetime_p75 = 0;
};

Statistics statistics(const Trace& trace);

// The text that `lab trace info` prints: 80 columns, no colour.
std::string describe(const Trace& trace);

}  // namespace heaplab::trace

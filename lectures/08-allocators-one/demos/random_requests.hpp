// A sequence of requests that is the same on every machine: at most
// `live_blocks` blocks at a time; then one of them, chosen at random, is freed
// before the next request.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace model {

struct Request {
  bool is_free;
  std::uint64_t payload;  // bytes to allocate
  std::size_t victim;     // which live block to free: its number in a list in
                          // which the last one takes the place of a freed one
};

struct Sequence {
  std::vector<Request> requests;
  std::uint64_t peak_payload = 0;  // the most live payload bytes at a time
};

inline Sequence random_requests(std::size_t allocations,
                                std::size_t live_blocks,
                                std::uint64_t largest_payload,
                                std::uint64_t seed) {
  std::mt19937_64 random(seed);  // the standard says which numbers it gives
  Sequence sequence;
  std::vector<std::uint64_t> live;
  std::uint64_t live_bytes = 0;
  for (std::size_t k = 0; k < allocations; ++k) {
    if (live.size() == live_blocks) {
      const std::size_t victim = random() % live.size();
      sequence.requests.push_back({true, 0, victim});
      live_bytes -= live[victim];
      live[victim] = live.back();
      live.pop_back();
    }
    live.push_back(1 + random() % largest_payload);
    sequence.requests.push_back({false, live.back(), 0});
    live_bytes += live.back();
    if (live_bytes > sequence.peak_payload) sequence.peak_payload = live_bytes;
  }
  return sequence;
}

// Performs the sequence: `allocate(payload)` returns an offset, `release` is
// given one.
template <class Allocate, class Release>
void perform(const Sequence& sequence, Allocate allocate, Release release) {
  std::vector<std::uint64_t> live;
  for (const Request& request : sequence.requests) {
    if (!request.is_free) {
      live.push_back(allocate(request.payload));
      continue;
    }
    release(live[request.victim]);
    live[request.victim] = live.back();
    live.pop_back();
  }
}

}  // namespace model

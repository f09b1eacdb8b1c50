// The heap of the player: a fixed range of shared memory and a size.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "heaplab/heap.hpp"
#include "player/channel.hpp"

namespace heaplab::player {

// What grow() fills new bytes with where the judge asks for it: no allocator
// may rely on them.
inline constexpr int junk_byte = 0xA5;

class PlayerHeap final : public Heap {
 public:
  void* grow(std::size_t bytes) override {
    Response& state = *channel.response;
    if (bytes > limit() - state.heap_bytes) {
      ++state.refused_grows;
      return nullptr;
    }
    std::byte* start = end();
    state.heap_bytes += bytes;
    if (state.heap_bytes > state.heap_peak_bytes)
      state.heap_peak_bytes = state.heap_bytes;
    if (state.heap_bytes > state.heap_reached_bytes)
      state.heap_reached_bytes = state.heap_bytes;
    if (channel.request->fill_new_heap) std::memset(start, junk_byte, bytes);
    return start;
  }

  void shrink(std::size_t bytes) override {
    Response& state = *channel.response;
    if (bytes > state.heap_bytes) {
      ++state.bad_shrinks;
      std::fprintf(stderr, "Heap::shrink(%zu): the heap has %zu bytes\n", bytes,
                   static_cast<std::size_t>(state.heap_bytes));
      std::abort();
    }
    state.heap_bytes -= bytes;
  }

  std::byte* begin() const override {
    return reinterpret_cast<std::byte*>(channel.request->heap_base);
  }
  std::byte* end() const override {
    return begin() + channel.response->heap_bytes;
  }
  std::size_t limit() const override { return channel.request->heap_limit; }
};

}  // namespace heaplab::player

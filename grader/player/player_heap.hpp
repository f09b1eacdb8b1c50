// The heap of the player: a fixed range of shared memory and a size; and its
// mappings, pages of another shared range, the arena.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "heaplab/heap.hpp"
#include "player/channel.hpp"

namespace heaplab::player {

class PlayerHeap final : public Heap {
 public:
  void* grow(std::size_t bytes) override {
    Response& state = *channel.response;
    ++state.heap_calls;
    if (bytes > limit() - state.heap_bytes) {
      ++state.refused_grows;
      return nullptr;
    }
    std::byte* start = end();
    state.heap_bytes += bytes;
    if (state.heap_bytes > state.heap_pages * page_bytes) note_pages();
    if (state.heap_bytes > state.heap_peak_bytes)
      state.heap_peak_bytes = state.heap_bytes;
    if (state.heap_bytes > state.heap_reached_bytes)
      state.heap_reached_bytes = state.heap_bytes;
    if (channel.request->fill_new_heap) fill_with_junk(start, bytes);
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
    ++state.heap_calls;
    state.heap_bytes -= bytes;
    state.heap_pages = (state.heap_bytes + page_bytes - 1) / page_bytes;
  }

  std::byte* begin() const override {
    return reinterpret_cast<std::byte*>(channel.request->heap_base);
  }
  std::byte* end() const override {
    return begin() + channel.response->heap_bytes;
  }
  std::size_t limit() const override { return channel.request->heap_limit; }

  // player_heap.cpp
  void* map(std::size_t bytes) override;
  void unmap(void* address, std::size_t bytes) override;
  void* remap(void* address, std::size_t bytes, std::size_t new_bytes) override;
  std::size_t mapped_bytes() const override {
    return channel.mappings
               ? channel.mappings->table.mapped_pages() * page_bytes
               : 0;
  }
  std::size_t mapped_limit() const override {
    return channel.request->mapped_limit;
  }

  // Before the first operation of a new heap; and before each command that the
  // judge looks at, which has emptied the pages that the last one gave back.
  void reset_mappings();
  void begin_command();

 private:
  static void note_pages();
  static void fill_with_junk(std::byte* start, std::size_t bytes);
};

}  // namespace heaplab::player

// The player under a debugger: it runs the whole trace by itself, and calls a
// function just before one operation, where the debugger stops it.
#pragma once

#include <cstdint>

#include "player/player_heap.hpp"

extern "C" {

// Called before the operation of the program whose index (from 0) is
// Request::argument[0].
void heaplab_before_operation(std::uint64_t index);

// Set just before that call, until then ~0: a debugger without the types of
// this program reads it as one word.
extern std::uint64_t heaplab_operation;
}

namespace heaplab::player {

// Calls heaplab_before_operation() where that is the operation asked for.
void stop_before(std::uint64_t index);

// Fills what the operation at `index` was granted, so that a payload is
// recognised in a dump.
void fill_granted(const PlayerHeap& heap, std::uint64_t index);

}  // namespace heaplab::player

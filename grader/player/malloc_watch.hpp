// The C library's malloc as the submission sees it: the same, and counted. An
// allocator may use no memory but its heap's; what it takes here shows.
#pragma once

#include <cstdint>

namespace heaplab::player {

// Bytes from malloc, calloc, realloc, memalign and operator new that are live.
std::uint64_t malloc_live_bytes();

// While on, the address in the submission that asked for memory last is noted.
void watch_malloc_callers(bool on);

// That address, 0 when nobody asked since watching began.
std::uint64_t last_malloc_caller();

// The submission's code lies here.
void set_submission_range(std::uint64_t begin, std::uint64_t end);

}  // namespace heaplab::player

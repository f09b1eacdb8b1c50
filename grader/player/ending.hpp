// How the player tells its end: signal handlers that note where the submission
// was, and leave. They also answer the loader's attempt to open the submission.
#pragma once

#include <cstdint>

#include "player/protocol.hpp"

namespace heaplab::player {

// What the loader is asked for: no such file exists.
inline constexpr const char* object_name = "/heaplab/submission.so";

// Handlers on a stack of their own for the signals that end a program, for
// SIGSYS (a forbidden system call) and for SIGUSR1 (the judge asks where the
// submission is and ends it).
void install_handlers();

// The next `openat` of the loader gets `object_fd`; later ones get ENOENT.
void offer_object();

// Notes the ending with text, wakes the judge and leaves.
[[noreturn]] void end_with_text(Ending ending, const char* text);

// The return addresses on the stack of the caller, innermost first.
std::uint32_t collect_frames(std::uint64_t (&frames)[most_frames]);

}  // namespace heaplab::player

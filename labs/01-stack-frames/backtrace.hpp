// The contract of exercise backtrace: reading a chain of frame pointers that
// may be broken.
//
//   higher addresses
//            │ return address           │  fp + 8
//      fp ─► │ frame pointer of caller  │  fp: a multiple of 16
//            └──────────────────────────┘
//
// On both instruction sets the pair looks like this (psABI 3.2.2; AAPCS64,
// 6.4.6), and the outermost frame has a saved frame pointer of 0.
#pragma once

#include <cstddef>
#include <cstdint>

// Frames lie in low … high - 1. Nothing outside may be read.
struct StackBounds {
  std::uint64_t low;
  std::uint64_t high;
};

// Why a walk ended. When several are true of a frame pointer, the first one.
enum class Stop : std::uint8_t {
  end,             // the frame pointer is 0, or the return address there is
  misaligned,      // no multiple of 16
  outside,         // the pair is not entirely within the bounds
  not_increasing,  // not above the frame pointer before it
  too_deep,        // there is a frame more than `limit`
};

struct Walk {
  Stop stop;
  std::size_t count;  // of return addresses that were written
};

extern "C" {
// The return addresses of the chain that begins at `frame_pointer`, the newest
// first, into `addresses`: at most `limit`. On AArch64 a return address may be
// signed (PAC): bits 48 to 63 are then no part of it, and are written as 0.
// Calls nothing, and ends whatever stands in memory.
Walk walk_frames(std::uint64_t frame_pointer, StackBounds bounds,
                 std::uint64_t* addresses, std::size_t limit);

// The same for its own caller: the first return address is the one that this
// call will return to.
Walk walk_here(StackBounds bounds, std::uint64_t* addresses, std::size_t limit);

// Called by the kit's function whose canary has changed, as compiled code does.
// By then its frame is overwritten: the saved frame pointer and the return
// address may be anything. Tells the kit which function that was, by any
// address in its code.
[[noreturn]] void __stack_chk_fail();

// The kit's; for __stack_chk_fail().
[[noreturn]] void smashed_function(std::uint64_t address);
}

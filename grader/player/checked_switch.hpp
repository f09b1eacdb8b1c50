// A call into a submission that may come back late, after other stacks have
// run: which of the registers that a callee must save are the same then.
// Source of the lists: System V psABI (x86-64) 3.2.1, AAPCS64 6.1.1 and 6.1.2.
#pragma once

#include <array>
#include <cstddef>

namespace heaplab::player {

#if defined(__x86_64__)
inline constexpr std::array callee_saved = {"rbx", "rbp", "r12",
                                            "r13", "r14", "r15"};
#elif defined(__aarch64__)
inline constexpr std::array callee_saved = {
    "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28",
    "x29", "d8",  "d9",  "d10", "d11", "d12", "d13", "d14", "d15"};
#else
#error "Heaplab runs on x86-64 and AArch64"
#endif

// Calls function(self, argument) with values in those registers that nobody
// can guess. When it comes back: notes in Response::lost_registers which of
// them are others.
void checked_switch(const void* function, void* self, void* argument);

// What the submission is given as the entry of every coroutine: notes the
// stack pointer as it was before the call, aligns it, and calls
// heaplab_coroutine_entered(). It returns with the stack pointer that it found.
extern "C" void heaplab_coroutine_entry(void* coroutine);

// coroutine_loop.cpp
extern "C" void heaplab_coroutine_entered(void* coroutine,
                                          std::size_t stack_pointer);

}  // namespace heaplab::player

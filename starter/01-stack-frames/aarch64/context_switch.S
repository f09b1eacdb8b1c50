// Two functions that change the stack.
// Contract: labs/01-stack-frames/context.hpp
#include "heaplab/asm.h"

// Write here first what a context that does not run has on its stack: which
// register lies at which offset from its saved stack pointer.

// void ctx_switch(Context* from, Context* to): x0, x1
FUNCTION(ctx_switch)
    // Task 2: keep what the caller may rely on, change sp, take it back.
    ret
END(ctx_switch)

// void ctx_make(Context* context, void* stack_top, void (*entry)(void*),
//               void* argument): x0, x1, x2, x3
FUNCTION(ctx_make)
    // Task 1: lay the frame that the first switch takes back.
    ret
END(ctx_make)

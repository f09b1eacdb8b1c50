// Two functions that change the stack.
// Contract: labs/01-stack-frames/context.hpp
#include "heaplab/asm.h"

// [solution
// A context that does not run has its registers on its stack. With s its saved
// stack pointer:
//   s        x19 to x28, in pairs
//   s + 80   x29 (frame pointer), x30 (return address)
//   s + 96   d8 to d15, in pairs
//   s + 160  FPCR, 8 bytes unused
//   s + 176  = the stack pointer after the return, 16 n
#define FRAME_BYTES 176
// solution]
// [starter
// // Write here first what a context that does not run has on its stack: which
// // register lies at which offset from its saved stack pointer.
// starter]

// void ctx_switch(Context* from, Context* to): x0, x1
FUNCTION(ctx_switch)
    // [solution
    sub sp, sp, #FRAME_BYTES
    stp x19, x20, [sp]
    stp x21, x22, [sp, #16]
    stp x23, x24, [sp, #32]
    stp x25, x26, [sp, #48]
    stp x27, x28, [sp, #64]
    stp x29, x30, [sp, #80]
    stp d8, d9, [sp, #96]
    stp d10, d11, [sp, #112]
    stp d12, d13, [sp, #128]
    stp d14, d15, [sp, #144]
    mrs x9, fpcr
    str x9, [sp, #160]

    mov x9, sp
    str x9, [x0]
    ldr x9, [x1]
    mov sp, x9

    ldr x9, [sp, #160]
    msr fpcr, x9
    ldp d14, d15, [sp, #144]
    ldp d12, d13, [sp, #128]
    ldp d10, d11, [sp, #112]
    ldp d8, d9, [sp, #96]
    ldp x29, x30, [sp, #80]
    ldp x27, x28, [sp, #64]
    ldp x25, x26, [sp, #48]
    ldp x23, x24, [sp, #32]
    ldp x21, x22, [sp, #16]
    ldp x19, x20, [sp]
    add sp, sp, #FRAME_BYTES
    // solution]
    // [starter
    // // Task 2: keep what the caller may rely on, change sp, take it back.
    // starter]
    ret
END(ctx_switch)

// void ctx_make(Context* context, void* stack_top, void (*entry)(void*),
//               void* argument): x0, x1, x2, x3
FUNCTION(ctx_make)
    // [solution
    sub x9, x1, #FRAME_BYTES
    stp x2, x3, [x9]            // x19 = entry, x20 = argument
    adr x10, first_frame
    stp xzr, x10, [x9, #80]     // x29 = 0: no frame above this one; x30 = where
                                // the first switch returns to
    mrs x10, fpcr
    str x10, [x9, #160]
    str x9, [x0]
    // solution]
    // [starter
    // // Task 1: lay the frame that the first switch takes back.
    // starter]
    ret
END(ctx_make)
// [solution

// Where a new context begins, with sp = stack_top, as before any call.
first_frame:
    mov x0, x20
    blr x19
    brk #1                      // entry must not return
// solution]

// Two functions that change the stack.
// Contract: labs/01-stack-frames/context.hpp
#include "heaplab/asm.h"

// [solution
// A context that does not run has its registers on its stack. With s its saved
// stack pointer:
//   s      MXCSR (4 bytes), x87 control word (2 bytes), 2 bytes unused
//   s + 8  r15
//   s + 16 r14
//   s + 24 r13
//   s + 32 r12
//   s + 40 rbx
//   s + 48 rbp
//   s + 56 return address
//   s + 64 = the stack pointer after the return, 16 n
#define FRAME_BYTES 64
// solution]
// [starter
// // Write here first what a context that does not run has on its stack: which
// // register lies at which offset from its saved stack pointer.
// starter]

// void ctx_switch(Context* from, Context* to): rdi, rsi
FUNCTION(ctx_switch)
    // [solution
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    subq $8, %rsp
    stmxcsr (%rsp)
    fnstcw 4(%rsp)

    movq %rsp, (%rdi)
    movq (%rsi), %rsp

    fldcw 4(%rsp)
    ldmxcsr (%rsp)
    addq $8, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    // solution]
    // [starter
    // // Task 2: keep what the caller may rely on, change rsp, take it back.
    // starter]
    ret
END(ctx_switch)

// void ctx_make(Context* context, void* stack_top, void (*entry)(void*),
//               void* argument): rdi, rsi, rdx, rcx
FUNCTION(ctx_make)
    // [solution
    leaq -FRAME_BYTES(%rsi), %rax
    stmxcsr (%rax)
    fnstcw 4(%rax)
    movq %rcx, 24(%rax)         // r13 = argument
    movq %rdx, 32(%rax)         // r12 = entry
    movq $0, 48(%rax)           // rbp = 0: no frame above this one
    leaq first_frame(%rip), %rcx
    movq %rcx, 56(%rax)         // the first switch returns to first_frame
    movq %rax, (%rdi)
    // solution]
    // [starter
    // // Task 1: lay the frame that the first switch takes back.
    // starter]
    ret
END(ctx_make)
// [solution

// Where a new context begins, with rsp = stack_top: 16 n, as before any call.
first_frame:
    movq %r13, %rdi
    call *%r12
    ud2                         // entry must not return
// solution]

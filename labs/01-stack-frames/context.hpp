// The contract of ctx_switch and ctx_make: what runs on one stack stops, and
// what runs on another goes on. Everything that has a stack of its own is made
// of these two: generators, coroutines, the threads of a kernel.
//
// A context that does not run is nothing but a stack, and its registers lie on
// that stack. So one pointer is all that must be remembered.
//
// Rules of the calling conventions that meet here: System V psABI for x86-64,
// 3.2.1 (registers), 3.2.2 (the stack frame), 3.4.1 (the outermost frame);
// AAPCS64, 6.1.1, 6.1.2 (registers), 6.4 (the stack).
#pragma once

struct Context {
  void* stack_pointer;  // means something while the context does not run
};

extern "C" {

// Stops the caller, whose place is kept in `from`, and goes on where `to`
// stopped. Returns when something switches to `from`.
//
// To its caller it is a function like any other. On return these are what they
// were at the call:
//   x86-64:  rsp + 8, rbx, rbp, r12 to r15; the control bits of MXCSR, the
//            control word of the x87;
//   AArch64: sp, x19 to x29, the lower halves of v8 to v15; FPCR.
// Every other register may hold anything. x30 is what the call itself set.
void ctx_switch(Context* from, Context* to);

// Lays the first frame on a stack, so that the first switch to `context` calls
// entry(argument) on it. `stack_top` is the byte after the highest one of the
// stack, a multiple of 16; the bytes from there on are not touched.
//
// entry finds the stack pointer as after any call: 16 n + 8 on x86-64, 16 n on
// AArch64. The frame pointer is 0: the chain of frames ends there. The
// floating-point control is that of the caller of ctx_make.
//
// entry never returns; what would happen is undefined. A trap is best.
void ctx_make(Context* context, void* stack_top, void (*entry)(void* argument),
              void* argument);
}

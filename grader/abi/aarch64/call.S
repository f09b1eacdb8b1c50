// Calls a function with every register loaded from memory, on another stack,
// and saves every register to memory when it comes back. x17 holds the
// function's address at the call, as nothing else can.
#include "abi/aarch64/registers.inc"

  .text
  .p2align 2
  .globl heaplab_abi_call
  .type heaplab_abi_call, %function
heaplab_abi_call:
  push_own
  address_of x16, heaplab_abi_state, ABI_BEFORE
  mov x17, sp
  str x17, [x16, ABI_OWN_STACK - ABI_BEFORE]
  ldr x17, [x16, ABI_FPCR]
  msr fpcr, x17
  ldr x17, [x16, ABI_FLAGS]
  msr nzcv, x17
  each_vector_pair ldp, x16
  load_general x16
  ldr x17, [x16, ABI_SP]
  mov sp, x17
  ldr x17, [x16, ABI_TARGET - ABI_BEFORE]
  ldr x16, [x16, ABI_X + 8*16]
  blr x17

// The stack pointer may be anything here.
  .globl heaplab_abi_returned
heaplab_abi_returned:
  address_of x16, heaplab_abi_state, ABI_AFTER
  save_general x16
  each_vector_pair stp, x16
  ldr x17, [x16, ABI_OWN_STACK - ABI_AFTER]
  mov sp, x17
  pop_own
  ret
  .size heaplab_abi_call, . - heaplab_abi_call

// (function, argument): its caller's frame has a saved frame pointer of 0 and
// a return address of 0.
  .globl heaplab_abi_chain_end
  .type heaplab_abi_chain_end, %function
heaplab_abi_chain_end:
  stp x29, x30, [sp, -32]!
  stp xzr, xzr, [sp, 16]
  add x29, sp, 16
  mov x9, x0
  mov x0, x1
  blr x9
  ldp x29, x30, [sp], 32
  ret
  .size heaplab_abi_chain_end, . - heaplab_abi_chain_end

  .section .note.GNU-stack, "", %progbits

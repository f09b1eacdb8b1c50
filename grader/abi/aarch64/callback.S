// The callee of a student's function. It writes nothing below the stack pointer
// that it was entered with, so that what is destroyed there is destroyed on
// purpose. On the way in only the upper half of v31 is lost.
#include "abi/aarch64/registers.inc"

// Leaves the address of the state in x16.
.macro enter_callback
  mov v31.d[1], x30
  address_of x30, heaplab_abi_callback_state, ABI_BEFORE
  save_general x30
  each_vector_pair stp, x30
  mov x17, v31.d[1]
  str x17, [x30, ABI_X + 8*30]
  ldr x17, [x30, ABI_OWN_STACK - ABI_BEFORE]
  mov sp, x17
  bl heaplab_abi_callback_entered
  address_of x16, heaplab_abi_callback_state, ABI_BEFORE
  ldr x17, [x16, ABI_SP]
  mov sp, x17
  address_of x16, heaplab_abi_callback_state, ABI_AFTER
  each_vector_pair ldp, x16
  load_general x16
  address_of x16, heaplab_abi_callback_state, 0
.endm

  .text
  .p2align 2
// Returns through x17, with something else in x30: a function that has not
// saved its own return address is lost at once.
  .globl heaplab_abi_callback
  .type heaplab_abi_callback, %function
heaplab_abi_callback:
  enter_callback
  ldr x17, [x16, ABI_BEFORE + ABI_X + 8*30]
  ldr x30, [x16, ABI_AFTER + ABI_X + 8*30]
  ldr x16, [x16, ABI_AFTER + ABI_X + 8*16]
  br x17
  .size heaplab_abi_callback, . - heaplab_abi_callback

// Returns through x30, with x17 as `after` says.
  .globl heaplab_abi_callback_by_x30
  .type heaplab_abi_callback_by_x30, %function
heaplab_abi_callback_by_x30:
  enter_callback
  ldr x30, [x16, ABI_BEFORE + ABI_X + 8*30]
  ldr x17, [x16, ABI_AFTER + ABI_X + 8*17]
  ldr x16, [x16, ABI_AFTER + ABI_X + 8*16]
  ret
  .size heaplab_abi_callback_by_x30, . - heaplab_abi_callback_by_x30

  .section .note.GNU-stack, "", %progbits

// Calls a context switch with sentinels in every register. When control comes
// back, by way of any number of other contexts, only the stack pointer tells
// which of the contexts this is: a C++ function finds its record.
#include "abi/aarch64/registers.inc"

  .text
  .p2align 2
  .globl heaplab_abi_switch
  .type heaplab_abi_switch, %function
heaplab_abi_switch:
  push_own
  mov x17, sp
  str x17, [x0]
  address_of x16, heaplab_abi_switch_state, ABI_BEFORE
  ldr x17, [x16, ABI_FPCR]
  msr fpcr, x17
  each_vector_pair ldp, x16
  load_general x16
  ldr x17, [x16, ABI_TARGET - ABI_BEFORE]
  ldr x16, [x16, ABI_X + 8*16]
  blr x17

  address_of x16, heaplab_abi_switch_state, ABI_AFTER
  save_general x16
  each_vector_pair stp, x16
  address_of x16, heaplab_abi_switch_stack, 65536
  mov sp, x16
  bl heaplab_abi_switch_returned
  mov sp, x0
  pop_own
  ret
  .size heaplab_abi_switch, . - heaplab_abi_switch

  .section .note.GNU-stack, "", %progbits

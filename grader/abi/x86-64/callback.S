// The callee of a student's function. It writes nothing below the stack pointer
// that it was entered with, so that what is destroyed there is destroyed on
// purpose.
#include "abi/x86-64/registers.inc"

  .text
  .globl heaplab_abi_callback
  .type heaplab_abi_callback, @function
heaplab_abi_callback:
  save_general heaplab_abi_callback_state, ABI_BEFORE
  movq heaplab_abi_callback_state + ABI_OWN_STACK(%rip), %rsp
  pushfq
  popq heaplab_abi_callback_state + ABI_BEFORE + ABI_FLAGS(%rip)
  cld
  save_vectors heaplab_abi_callback_state, ABI_BEFORE
  call heaplab_abi_callback_entered
  load_vectors heaplab_abi_callback_state, ABI_AFTER
  load_general heaplab_abi_callback_state, ABI_AFTER
  movq heaplab_abi_callback_state + ABI_BEFORE + ABI_GPR + 8*4(%rip), %rsp
  ret
  .size heaplab_abi_callback, . - heaplab_abi_callback

  .section .note.GNU-stack, "", @progbits

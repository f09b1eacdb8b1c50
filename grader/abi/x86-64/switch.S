// Calls a context switch with sentinels in every register. When control comes
// back, by way of any number of other contexts, only the stack pointer tells
// which of the contexts this is: a C++ function finds its record.
#include "abi/x86-64/registers.inc"

  .text
  .globl heaplab_abi_switch
  .type heaplab_abi_switch, @function
heaplab_abi_switch:
  push_own
  movq %rsp, (%rdi)
  fninit
  fldcw heaplab_abi_switch_state + ABI_BEFORE + ABI_X87_CONTROL(%rip)
  ldmxcsr heaplab_abi_switch_state + ABI_BEFORE + ABI_MXCSR(%rip)
  load_vectors heaplab_abi_switch_state, ABI_BEFORE
  load_general heaplab_abi_switch_state, ABI_BEFORE
  call *heaplab_abi_switch_state + ABI_TARGET(%rip)

  save_general heaplab_abi_switch_state, ABI_AFTER
  leaq heaplab_abi_switch_stack + 65536(%rip), %rsp
  pushfq
  popq heaplab_abi_switch_state + ABI_AFTER + ABI_FLAGS(%rip)
  cld
  save_vectors heaplab_abi_switch_state, ABI_AFTER
  stmxcsr heaplab_abi_switch_state + ABI_AFTER + ABI_MXCSR(%rip)
  fnstcw heaplab_abi_switch_state + ABI_AFTER + ABI_X87_CONTROL(%rip)
  fnstenv heaplab_abi_switch_state + ABI_AFTER + ABI_X87_ENVIRONMENT(%rip)
  call heaplab_abi_switch_returned
  movq %rax, %rsp
  pop_own
  ret
  .size heaplab_abi_switch, . - heaplab_abi_switch

  .section .note.GNU-stack, "", @progbits

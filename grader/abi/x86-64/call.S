// Calls a function with every register loaded from memory, on another stack,
// and saves every register to memory when it comes back.
#include "abi/x86-64/registers.inc"

  .text
  .globl heaplab_abi_call
  .type heaplab_abi_call, @function
heaplab_abi_call:
  push_own
  movq %rsp, heaplab_abi_state + ABI_OWN_STACK(%rip)
  fninit
  fldcw heaplab_abi_state + ABI_BEFORE + ABI_X87_CONTROL(%rip)
  ldmxcsr heaplab_abi_state + ABI_BEFORE + ABI_MXCSR(%rip)
  load_vectors heaplab_abi_state, ABI_BEFORE
  pushq heaplab_abi_state + ABI_BEFORE + ABI_FLAGS(%rip)
  popfq
  load_general heaplab_abi_state, ABI_BEFORE
  movq heaplab_abi_state + ABI_BEFORE + ABI_GPR + 8*4(%rip), %rsp
  call *heaplab_abi_state + ABI_TARGET(%rip)

// The stack pointer may be anything here.
  .globl heaplab_abi_returned
heaplab_abi_returned:
  save_general heaplab_abi_state, ABI_AFTER
  movq heaplab_abi_state + ABI_OWN_STACK(%rip), %rsp
  pushfq
  popq heaplab_abi_state + ABI_AFTER + ABI_FLAGS(%rip)
  cld
  save_vectors heaplab_abi_state, ABI_AFTER
  stmxcsr heaplab_abi_state + ABI_AFTER + ABI_MXCSR(%rip)
  fnstcw heaplab_abi_state + ABI_AFTER + ABI_X87_CONTROL(%rip)
  fnstenv heaplab_abi_state + ABI_AFTER + ABI_X87_ENVIRONMENT(%rip)
  pop_own
  ret
  .size heaplab_abi_call, . - heaplab_abi_call

// (function, argument): its caller's frame has a saved frame pointer of 0 and
// a return address of 0.
  .globl heaplab_abi_chain_end
  .type heaplab_abi_chain_end, @function
heaplab_abi_chain_end:
  pushq %rbp
  pushq $0
  pushq $0
  movq %rsp, %rbp
  movq %rdi, %rax
  movq %rsi, %rdi
  call *%rax
  addq $16, %rsp
  popq %rbp
  ret
  .size heaplab_abi_chain_end, . - heaplab_abi_chain_end

  .section .note.GNU-stack, "", @progbits

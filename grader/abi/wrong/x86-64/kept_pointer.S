// finding: scratch-register-kept; with what was in r9 changed by the callee: it used 0x
// Keeps a pointer in r9, and crashes by it.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(kept_pointer)
  pushq %rbx
  pushq %r12
  subq $8, %rsp
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  call *%rbx
  movq %rax, (%rsp)
  movq %rsp, %r9
  movq %r12, %rdi
  call *%rbx
  addq (%r9), %rax
  addq $8, %rsp
  popq %r12
  popq %rbx
  ret
END(kept_pointer)

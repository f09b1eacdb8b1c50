// finding: wrong-calls; it was called 3 times
// Calls once too often.
// called as: map
#include "heaplab/asm.h"
FUNCTION(three_callbacks)
  pushq %rbx
  pushq %r12
  subq $8, %rsp
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  pushq %rdi
  pushq %rdi
  call *%rbx
  popq %rdi
  popq %rdi
  call *%rbx
  movq %rax, (%rsp)
  movq %r12, %rdi
  call *%rbx
  addq (%rsp), %rax
  addq $8, %rsp
  popq %r12
  popq %rbx
  ret
END(three_callbacks)

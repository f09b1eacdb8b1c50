// finding: wrong-argument; it was called with 31
// Adds one to the argument.
// called as: map-with-argument
#include "heaplab/asm.h"
FUNCTION(wrong_argument)
  pushq %rbx
  pushq %r12
  subq $8, %rsp
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  incq %rdi
  call *%rbx
  movq %rax, (%rsp)
  movq %r12, %rdi
  call *%rbx
  addq (%rsp), %rax
  addq $8, %rsp
  popq %r12
  popq %rbx
  ret
END(wrong_argument)

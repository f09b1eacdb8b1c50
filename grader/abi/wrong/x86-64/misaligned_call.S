// finding: stack-misaligned; SP not 16-byte aligned at the call (off by 8)
// Pushes one word too few before the calls.
// called as: map
#include "heaplab/asm.h"
FUNCTION(misaligned_call)
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r13
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  call *%rbx
  movq %rax, %r13
  movq %r12, %rdi
  call *%rbx
  addq %r13, %rax
  popq %r13
  popq %r13
  popq %r12
  popq %rbx
  ret
END(misaligned_call)

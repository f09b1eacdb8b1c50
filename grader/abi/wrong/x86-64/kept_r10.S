// finding: scratch-register-kept; in r10 
// The first result waits in r10.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(kept_r10)
  pushq %rbx
  pushq %r12
  subq $8, %rsp
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  call *%rbx
  movq %rax, %r10
  movq %r12, %rdi
  call *%rbx
  addq %r10, %rax
  addq $8, %rsp
  popq %r12
  popq %rbx
  ret
END(kept_r10)

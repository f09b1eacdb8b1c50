// finding: scratch-register-kept; in rcx 
// The first result waits in rcx.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(kept_rcx)
  pushq %rbx
  pushq %r12
  subq $8, %rsp
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  call *%rbx
  movq %rax, %rcx
  movq %r12, %rdi
  call *%rbx
  addq %rcx, %rax
  addq $8, %rsp
  popq %r12
  popq %rbx
  ret
END(kept_rcx)

// finding: scratch-register-kept; in xmm3 
// The first result waits in xmm3.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(kept_xmm3)
  pushq %rbx
  pushq %r12
  subq $8, %rsp
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  call *%rbx
  movq %rax, %xmm3
  movq %r12, %rdi
  call *%rbx
  movq %xmm3, %rcx
  addq %rcx, %rax
  addq $8, %rsp
  popq %r12
  popq %rbx
  ret
END(kept_xmm3)

// finding: scratch-register-kept; in rsi 
// The first result waits in rsi.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(kept_rsi)
  pushq %rbx
  pushq %r12
  subq $8, %rsp
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  call *%rbx
  movq %rax, %rsi
  movq %r12, %rdi
  call *%rbx
  addq %rsi, %rax
  addq $8, %rsp
  popq %r12
  popq %rbx
  ret
END(kept_rsi)

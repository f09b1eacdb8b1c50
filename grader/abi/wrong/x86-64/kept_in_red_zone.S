// finding: red-zone-kept; below the stack pointer
// The first result waits below the stack pointer.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(kept_in_red_zone)
  pushq %rbx
  pushq %r12
  subq $8, %rsp
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  call *%rbx
  movq %rax, -64(%rsp)
  movq %r12, %rdi
  call *%rbx
  addq -64(%rsp), %rax
  addq $8, %rsp
  popq %r12
  popq %rbx
  ret
END(kept_in_red_zone)

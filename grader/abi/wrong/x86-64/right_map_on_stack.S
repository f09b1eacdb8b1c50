// passed
// The first result waits in its own frame.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(right_map_on_stack)
  pushq %rbx
  pushq %r12
  subq $24, %rsp
  movq %rdi, %rbx
  movq %rdx, %r12
  movq %rsi, %rdi
  call *%rbx
  movq %rax, 8(%rsp)
  movq %r12, %rdi
  call *%rbx
  addq 8(%rsp), %rax
  addq $24, %rsp
  popq %r12
  popq %rbx
  ret
END(right_map_on_stack)

// passed
// All that lives across the calls is in saved registers.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(right_map)
  pushq %rbx
  pushq %r12
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
  popq %r12
  popq %rbx
  ret
END(right_map)

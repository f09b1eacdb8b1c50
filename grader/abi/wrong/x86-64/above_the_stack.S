// finding: crash; above its caller's frame
// Writes upwards without an end.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(above_the_stack)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movq %rsp, %rcx
1:
  addq $8, %rcx
  movq %rax, (%rcx)
  jmp 1b
END(above_the_stack)

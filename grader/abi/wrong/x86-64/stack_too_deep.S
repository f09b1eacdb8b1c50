// finding: stack-too-deep; it uses 72
// Uses 64 bytes below its return address.
// called as: shallow
#include "heaplab/asm.h"
FUNCTION(stack_too_deep)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movq %rax, -64(%rsp)
  ret
END(stack_too_deep)

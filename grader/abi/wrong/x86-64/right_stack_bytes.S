// passed
// Uses 56 bytes below its return address.
// called as: shallow
#include "heaplab/asm.h"
FUNCTION(right_stack_bytes)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movq %rax, -56(%rsp)
  ret
END(right_stack_bytes)

// finding: x87-stack-left; the x87 stack holds 1 value on return
// Loads a value on the x87 stack.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(x87_stack_left)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  fld1
  ret
END(x87_stack_left)

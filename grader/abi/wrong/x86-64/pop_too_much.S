// finding: stack-pointer-off; SP off by +8 at the ret
// Gives back 8 bytes that it never took.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(pop_too_much)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  addq $8, %rsp
  ret
END(pop_too_much)

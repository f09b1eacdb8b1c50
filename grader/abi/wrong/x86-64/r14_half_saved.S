// finding: register-not-preserved; (that is the lower half of the caller's r14)
// Saves r14 with a move of 32 bits.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(r14_half_saved)
  movl %r14d, %ecx
  movq %rdi, %r14
  leaq (%r14,%rsi), %rax
  addq %rdx, %rax
  movl %ecx, %r14d
  ret
END(r14_half_saved)

// finding: wrong-result; its lower 32 bits are right, the upper are not
// Adds ints with their upper halves, which may be dirty.
// called as: sum32
#include "heaplab/asm.h"
FUNCTION(dirty_halves)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  ret
END(dirty_halves)

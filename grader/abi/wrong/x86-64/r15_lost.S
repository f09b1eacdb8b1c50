// finding: register-not-preserved; r15 not preserved: found 0x11
// Leaves 17 in r15.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(r15_lost)
  movq $17, %r15
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  ret
END(r15_lost)

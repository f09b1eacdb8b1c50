// finding: register-not-preserved; r14 not preserved: found 0x11
// Leaves 17 in r14.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(r14_lost)
  movq $17, %r14
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  ret
END(r14_lost)

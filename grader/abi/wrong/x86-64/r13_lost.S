// finding: register-not-preserved; r13 not preserved: found 0x11
// Leaves 17 in r13.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(r13_lost)
  movq $17, %r13
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  ret
END(r13_lost)

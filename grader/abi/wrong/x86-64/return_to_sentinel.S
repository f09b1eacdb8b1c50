// finding: wild-return; (that is the caller's r14)
// Overwrites its return address with a register.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(return_to_sentinel)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movq %r14, (%rsp)
  ret
END(return_to_sentinel)

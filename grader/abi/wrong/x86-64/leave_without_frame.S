// finding: stack-pointer-off; (that is the caller's rbp)
// leave, and no frame was set up.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(leave_without_frame)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  leave
  ret
END(leave_without_frame)

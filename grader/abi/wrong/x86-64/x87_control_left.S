// finding: float-control-changed; the x87 control word not restored
// Rounds towards zero on the x87 ever after.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(x87_control_left)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  fnstcw -8(%rsp)
  orw $0x0c00, -8(%rsp)
  fldcw -8(%rsp)
  ret
END(x87_control_left)

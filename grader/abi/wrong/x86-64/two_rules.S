// finding: register-not-preserved; rbx not preserved: found 0x1
// Loses rbx and leaves the direction flag set.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(two_rules)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movl $1, %ebx
  std
  ret
END(two_rules)

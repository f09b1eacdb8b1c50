// finding: register-not-preserved; (that is the caller's rbx)
// Restores r12 from the slot of rbx.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(r12_from_rbx)
  pushq %r12
  pushq %rbx
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movq (%rsp), %r12
  popq %rbx
  addq $8, %rsp
  ret
END(r12_from_rbx)

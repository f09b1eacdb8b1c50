// finding: stack-pointer-off; (that is the caller's rbx) on return
// Returns with SP from another register.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(sp_elsewhere)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  popq %rcx
  movq %rbx, %rsp
  jmp *%rcx
END(sp_elsewhere)

// finding: stack-pointer-off; SP off by +8 on return
// Takes one word more than its return address.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(sp_off_8)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  popq %rcx
  addq $8, %rsp
  jmp *%rcx
END(sp_off_8)

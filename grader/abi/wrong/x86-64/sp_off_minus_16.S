// finding: stack-pointer-off; SP off by -16 on return
// Goes back with 16 bytes still allocated.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(sp_off_minus_16)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  popq %rcx
  subq $16, %rsp
  jmp *%rcx
END(sp_off_minus_16)

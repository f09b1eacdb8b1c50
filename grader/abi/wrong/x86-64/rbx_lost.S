// finding: register-not-preserved; rbx not preserved: found 0x
// Uses rbx without saving it.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(rbx_lost)
  movq %rdi, %rbx
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  ret
END(rbx_lost)

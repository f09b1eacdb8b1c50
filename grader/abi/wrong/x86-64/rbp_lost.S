// finding: register-not-preserved; rbp not preserved: found 0x
// Sets up a frame and never restores rbp.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(rbp_lost)
  movq %rsp, %rbp
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  ret
END(rbp_lost)

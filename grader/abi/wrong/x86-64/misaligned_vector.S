// finding: stack-misaligned; is no multiple of 16
// An aligned store to a slot that is not aligned.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(misaligned_vector)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movaps %xmm0, -16(%rsp)
  ret
END(misaligned_vector)

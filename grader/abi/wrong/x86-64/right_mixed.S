// passed
// Finds what is left for the stack.
// called as: mixed
#include "heaplab/asm.h"
FUNCTION(right_mixed)
  movsd 16(%rsp), %xmm0
  cvttsd2si %xmm0, %rax
  addq 8(%rsp), %rax
  ret
END(right_mixed)

// finding: x87-stack-left; fstp or emms is missing
// Uses an MMX register and no emms.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(mmx_left)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movq %rax, %mm0
  ret
END(mmx_left)

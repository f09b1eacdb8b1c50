// passed
// Finds what is left for the stack.
// called as: mixed
#include "heaplab/asm.h"
FUNCTION(right_mixed)
  ldr d0, [sp, 8]
  fcvtzs x0, d0
  ldr x1, [sp]
  add x0, x0, x1
  ret
END(right_mixed)

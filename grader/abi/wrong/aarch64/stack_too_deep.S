// finding: stack-too-deep; it uses 80
// Uses 80 bytes below SP.
// called as: shallow
#include "heaplab/asm.h"
FUNCTION(stack_too_deep)
  add x0, x0, x1
  add x0, x0, x2
  sub sp, sp, 80
  str x0, [sp]
  add sp, sp, 80
  ret
END(stack_too_deep)

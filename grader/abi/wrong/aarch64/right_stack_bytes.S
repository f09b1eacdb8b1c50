// passed
// Uses 64 bytes below SP.
// called as: shallow
#include "heaplab/asm.h"
FUNCTION(right_stack_bytes)
  add x0, x0, x1
  add x0, x0, x2
  sub sp, sp, 64
  str x0, [sp]
  add sp, sp, 64
  ret
END(right_stack_bytes)

// finding: wild-jump; a call before calls_null+0xc went to 0x0
// Calls a null pointer.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(calls_null)
  str x30, [sp, -16]!
  mov x9, 0
  blr x9
  ldr x30, [sp], 16
  ret
END(calls_null)

// finding: unprobed-page; it jumped over the guard page
// Moves SP by 64 KiB at once.
// called as: probed
#include "heaplab/asm.h"
FUNCTION(unprobed)
  mov x9, sp
  sub sp, sp, x0
  str x0, [sp]
  mov sp, x9
  ret
END(unprobed)

// finding: caller-frame-overwritten; 1 word of the caller's frame overwritten
// Writes 16 bytes above its stack pointer.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(caller_frame)
  add x0, x0, x1
  add x0, x0, x2
  str x0, [sp, 16]
  ret
END(caller_frame)

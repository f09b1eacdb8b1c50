// finding: caller-frame-overwritten; 2 words of the caller's frame overwritten
// Writes to two words beyond its stack arguments.
// called as: tenth
#include "heaplab/asm.h"
FUNCTION(caller_frame_two)
  ldr x0, [sp, 8]
  stp x0, x0, [sp, 16]
  ret
END(caller_frame_two)

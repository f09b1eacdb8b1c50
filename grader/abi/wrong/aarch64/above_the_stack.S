// finding: crash; above its caller's frame
// Writes upwards without an end.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(above_the_stack)
  mov x9, sp
1:
  str x0, [x9], 8
  b 1b
END(above_the_stack)

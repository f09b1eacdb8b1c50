// finding: wrong-result; its lower 32 bits are right, the upper are not
// Adds ints with their upper halves, which may be dirty.
// called as: sum32
#include "heaplab/asm.h"
FUNCTION(dirty_halves)
  add x0, x0, x1
  add x0, x0, x2
  ret
END(dirty_halves)

// finding: register-not-preserved; x28 not preserved: found 0x11
// Leaves 17 in x28.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(x28_lost)
  mov x28, 17
  add x0, x0, x1
  add x0, x0, x2
  ret
END(x28_lost)

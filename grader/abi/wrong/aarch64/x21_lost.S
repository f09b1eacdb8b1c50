// finding: register-not-preserved; x21 not preserved: found 0x11
// Leaves 17 in x21.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(x21_lost)
  mov x21, 17
  add x0, x0, x1
  add x0, x0, x2
  ret
END(x21_lost)

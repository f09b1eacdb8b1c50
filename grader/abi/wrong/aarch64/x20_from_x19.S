// finding: register-not-preserved; (that is the caller's x19)
// Restores x20 from the slot of x19.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(x20_from_x19)
  stp x19, x20, [sp, -16]!
  add x0, x0, x1
  add x0, x0, x2
  ldr x20, [sp]
  ldr x19, [sp], 16
  ret
END(x20_from_x19)

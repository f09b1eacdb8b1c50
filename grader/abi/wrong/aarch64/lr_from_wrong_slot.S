// finding: stack-pointer-off; SP off by -16 at the ret
// Loads x30 from a slot that another register was saved in.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(lr_from_wrong_slot)
  stp x29, x30, [sp, -32]!
  stp x19, x20, [sp, 16]
  add x0, x0, x1
  add x0, x0, x2
  ldp x19, x20, [sp, 16]
  ldp x29, x30, [sp], 16
  ldp x29, x30, [sp]
  ret
END(lr_from_wrong_slot)

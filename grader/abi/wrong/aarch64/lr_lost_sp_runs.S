// finding: link-register-lost; goes back into the function, for ever
// The same, with a frame: SP runs off the stack.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(lr_lost_sp_runs)
  cbz x2, 1f
  str x19, [sp, -16]!
  mov x2, 0
  bl lr_lost_sp_runs
  ldr x19, [sp], 16
1:
  add x0, x0, x1
  ret
END(lr_lost_sp_runs)

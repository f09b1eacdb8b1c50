// finding: stack-pointer-off; (that is the caller's x19) on return
// Returns with SP from another register.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(sp_elsewhere)
  add x0, x0, x1
  add x0, x0, x2
  mov sp, x19
  ret
END(sp_elsewhere)

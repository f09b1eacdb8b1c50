// finding: stack-pointer-off; SP off by +16 on return
// Gives back 16 bytes that it never took.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(sp_off_16)
  add x0, x0, x1
  add x0, x0, x2
  add sp, sp, 16
  ret
END(sp_off_16)

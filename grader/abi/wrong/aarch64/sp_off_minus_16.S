// finding: stack-pointer-off; SP off by -16 on return
// Goes back with 16 bytes still allocated.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(sp_off_minus_16)
  add x0, x0, x1
  add x0, x0, x2
  sub sp, sp, 16
  ret
END(sp_off_minus_16)

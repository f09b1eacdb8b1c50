// finding: stack-pointer-off; SP off by +8 on return
// Goes back with SP off by one word.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(sp_off_8)
  add x0, x0, x1
  add x0, x0, x2
  add sp, sp, 8
  ret
END(sp_off_8)

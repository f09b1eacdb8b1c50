// finding: register-not-preserved; x19 not preserved: found 0x
// Uses x19 without saving it.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(x19_lost)
  mov x19, x0
  add x0, x0, x1
  add x0, x0, x2
  ret
END(x19_lost)

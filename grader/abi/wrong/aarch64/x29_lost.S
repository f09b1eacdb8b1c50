// finding: register-not-preserved; x29 not preserved: found 0x
// Sets up a frame pointer and never restores it.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(x29_lost)
  mov x29, sp
  add x0, x0, x1
  add x0, x0, x2
  ret
END(x29_lost)

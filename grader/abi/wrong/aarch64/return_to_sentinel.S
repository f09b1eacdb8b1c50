// finding: wild-return; (that is the caller's x22)
// Loses x30 to another register.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(return_to_sentinel)
  add x0, x0, x1
  add x0, x0, x2
  mov x30, x22
  ret
END(return_to_sentinel)

// finding: wild-return; its ret went to 0x1234, where no code is
// Loses x30 to a constant.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(return_overwritten)
  add x0, x0, x1
  add x0, x0, x2
  mov x30, 0x1234
  ret
END(return_overwritten)

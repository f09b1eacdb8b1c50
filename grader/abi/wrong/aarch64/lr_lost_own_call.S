// finding: link-register-lost; goes back into the function, for ever
// Calls itself once and does not save x30.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(lr_lost_own_call)
  cbz x2, 1f
  mov x2, 0
  bl lr_lost_own_call
1:
  add x0, x0, x1
  ret
END(lr_lost_own_call)

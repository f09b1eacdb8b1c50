// finding: register-not-preserved; (that is the lower half of the caller's x22)
// Saves x22 with a move of 32 bits.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(x22_half_saved)
  mov w9, w22
  add x0, x0, x1
  add x0, x0, x2
  mov w22, w9
  ret
END(x22_half_saved)

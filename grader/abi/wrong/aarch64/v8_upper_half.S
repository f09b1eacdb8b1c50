// passed
// The upper half of v8 need not be preserved.
// called as: real-sum
#include "heaplab/asm.h"
FUNCTION(v8_upper_half)
  str d8, [sp, -16]!
  movi v8.2d, 0
  fadd d0, d0, d1
  ldr d8, [sp], 16
  ret
END(v8_upper_half)

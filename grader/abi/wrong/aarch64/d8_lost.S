// finding: register-not-preserved; d8 not preserved
// Uses d8 without saving it.
// called as: real-sum
#include "heaplab/asm.h"
FUNCTION(d8_lost)
  fmov d8, d0
  fadd d0, d8, d1
  ret
END(d8_lost)

// finding: register-not-preserved; d15 not preserved
// Uses d15 without saving it.
// called as: real-sum
#include "heaplab/asm.h"
FUNCTION(d15_lost)
  fmov d15, d0
  fadd d0, d15, d1
  ret
END(d15_lost)

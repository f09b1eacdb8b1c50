// finding: float-control-changed; FPCR not restored
// Rounds towards zero ever after.
// called as: real-sum
#include "heaplab/asm.h"
FUNCTION(fpcr_left)
  mrs x9, fpcr
  orr x9, x9, 0xc00000
  msr fpcr, x9
  fadd d0, d0, d1
  ret
END(fpcr_left)

// finding: register-not-preserved; x19 not preserved: found 0x1
// Loses x19 and changes FPCR.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(two_rules)
  add x0, x0, x1
  add x0, x0, x2
  mov x19, 1
  msr fpcr, xzr
  ret
END(two_rules)

// finding: float-control-changed; the control part of MXCSR not restored
// Rounds towards zero ever after.
// called as: real-sum
#include "heaplab/asm.h"
FUNCTION(mxcsr_left)
  stmxcsr -8(%rsp)
  orl $0x6000, -8(%rsp)
  ldmxcsr -8(%rsp)
  addsd %xmm1, %xmm0
  ret
END(mxcsr_left)

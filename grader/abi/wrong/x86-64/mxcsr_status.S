// passed
// The status flags of MXCSR may change.
// called as: real-sum
#include "heaplab/asm.h"
FUNCTION(mxcsr_status)
  stmxcsr -8(%rsp)
  orl $0x003f, -8(%rsp)
  ldmxcsr -8(%rsp)
  addsd %xmm1, %xmm0
  ret
END(mxcsr_status)

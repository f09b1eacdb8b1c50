// passed
// Touches each page on the way.
// called as: probed
#include "heaplab/asm.h"
FUNCTION(right_probes)
  movq %rsp, %rax
1:
  subq $4096, %rsp
  orq $0, (%rsp)
  subq $4096, %rdi
  ja 1b
  movq %rax, %rsp
  ret
END(right_probes)

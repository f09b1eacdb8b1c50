// finding: unprobed-page; it jumped over the guard page
// Moves SP by 64 KiB at once.
// called as: probed
#include "heaplab/asm.h"
FUNCTION(unprobed)
  movq %rsp, %rax
  subq %rdi, %rsp
  movq $1, (%rsp)
  movq %rax, %rsp
  ret
END(unprobed)

// finding: caller-frame-overwritten; 1 word of the caller's frame overwritten
// Writes 16 bytes above its return address.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(caller_frame)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movq %rax, 24(%rsp)
  ret
END(caller_frame)

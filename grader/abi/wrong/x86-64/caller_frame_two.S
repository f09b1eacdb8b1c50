// finding: caller-frame-overwritten; 2 words of the caller's frame overwritten
// Writes to two words beyond its stack arguments.
// called as: tenth
#include "heaplab/asm.h"
FUNCTION(caller_frame_two)
  movq 32(%rsp), %rax
  movq %rax, 40(%rsp)
  movq %rax, 48(%rsp)
  ret
END(caller_frame_two)

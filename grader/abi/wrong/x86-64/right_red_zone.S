// passed
// A leaf function may use the 128 bytes below SP.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(right_red_zone)
  movq %rdi, -8(%rsp)
  movq %rsi, -128(%rsp)
  movq -8(%rsp), %rax
  addq -128(%rsp), %rax
  addq %rdx, %rax
  ret
END(right_red_zone)

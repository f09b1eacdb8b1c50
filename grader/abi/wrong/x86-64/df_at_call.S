// finding: direction-flag-set; the direction flag (DF) is set at the call
// Calls with the direction flag set.
// called as: map
#include "heaplab/asm.h"
FUNCTION(df_at_call)
  pushq %rbx
  movq %rdx, %rbx
  pushq %r12
  pushq %rdi
  movq %rsi, %rdi
  std
  call *(%rsp)
  cld
  movq %rax, %r12
  movq %rbx, %rdi
  call *(%rsp)
  addq %r12, %rax
  popq %rdi
  popq %r12
  popq %rbx
  ret
END(df_at_call)

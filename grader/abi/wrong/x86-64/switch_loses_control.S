// finding: float-control-changed; the x87 control word not restored
// Resets the x87 unit when it switches.
// called as: switch
#include "heaplab/asm.h"
FUNCTION(switch_loses_control)
  pushq %rbx
  pushq %rbp
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  stmxcsr (%rsp)
  fnstcw 4(%rsp)
  movq %rsp, (%rdi)
  movq (%rsi), %rsp
  fninit
  ldmxcsr (%rsp)
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbp
  popq %rbx
  ret
END(switch_loses_control)

// finding: register-not-preserved; r13 not preserved: found 0x1
// Forgets one register when it switches.
// called as: switch
#include "heaplab/asm.h"
FUNCTION(switch_loses_r13)
  pushq %rbx
  pushq %rbp
  pushq %r12
  pushq %r12
  pushq %r14
  pushq %r15
  subq $8, %rsp
  stmxcsr (%rsp)
  fnstcw 4(%rsp)
  movq %rsp, (%rdi)
  movq (%rsi), %rsp
  movl $1, %r13d
  fldcw 4(%rsp)
  ldmxcsr (%rsp)
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %rcx
  popq %r12
  popq %rbp
  popq %rbx
  ret
END(switch_loses_r13)

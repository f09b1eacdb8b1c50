// finding: stack-pointer-off; SP off by +8 on return
// Leaves the word below its return address.
// called as: switch
#include "heaplab/asm.h"
FUNCTION(switch_off_by_8)
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
  fldcw 4(%rsp)
  ldmxcsr (%rsp)
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbp
  popq %rbx
  popq %rcx
  addq $8, %rsp
  jmp *%rcx
END(switch_off_by_8)

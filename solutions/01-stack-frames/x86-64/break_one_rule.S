// break_one_rule: four functions with the signature and the result of map_sum.
// Each breaks exactly the one rule that it is named for, in every call with n
// from 2 on, and keeps all the others. Your map_sum is the place to begin.
#include "heaplab/asm.h"

// std::int64_t loses_register(f, values, n, context)
// Comes back with another value in a register that it must preserve.
FUNCTION(loses_register)
  // [solution
  // As map_sum, but %r15 is not saved.
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  movq %rdi, %rbx
  movq %rsi, %r12
  leaq (%rsi,%rdx,8), %r13
  movq %rcx, %r14
  xorl %r15d, %r15d
1:
  cmpq %r13, %r12
  je 2f
  movq (%r12), %rdi
  movq %r14, %rsi
  call *%rbx
  addq %rax, %r15
  addq $8, %r12
  jmp 1b
2:
  movq %r15, %rax
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  // solution]
  // [starter
  // // TODO: a preserved register that you use and do not save.
  // xorl %eax, %eax
  // ret
  // starter]
END(loses_register)

// std::int64_t misaligns_calls(f, values, n, context)
// Calls f with a stack pointer that is no multiple of 16.
FUNCTION(misaligns_calls)
  // [solution
  // As map_sum, without the 8 bytes that make seven words eight.
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rdi, %rbx
  movq %rsi, %r12
  leaq (%rsi,%rdx,8), %r13
  movq %rcx, %r14
  xorl %r15d, %r15d
1:
  cmpq %r13, %r12
  je 2f
  movq (%r12), %rdi
  movq %r14, %rsi
  call *%rbx
  addq %rax, %r15
  addq $8, %r12
  jmp 1b
2:
  movq %r15, %rax
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  // solution]
  // [starter
  // // TODO: a stack pointer off by 8 at the moment of a call.
  // xorl %eax, %eax
  // ret
  // starter]
END(misaligns_calls)

// std::int64_t keeps_in_scratch(f, values, n, context)
// Keeps its sum in a register that f may change. The sum is right as long as f
// leaves that register alone. (A pointer kept so would crash: keep the sum.)
FUNCTION(keeps_in_scratch)
  // [solution
  // As map_sum, with the sum in %r10.
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  movq %rdi, %rbx
  movq %rsi, %r12
  leaq (%rsi,%rdx,8), %r13
  movq %rcx, %r14
  xorl %r10d, %r10d
1:
  cmpq %r13, %r12
  je 2f
  movq (%r12), %rdi
  movq %r14, %rsi
  call *%rbx
  addq %rax, %r10
  addq $8, %r12
  jmp 1b
2:
  movq %r10, %rax
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  // solution]
  // [starter
  // // TODO: the sum in a register that a callee may change.
  // xorl %eax, %eax
  // ret
  // starter]
END(keeps_in_scratch)

// std::int64_t changes_rounding(f, values, n, context)
// Comes back with another rounding mode than it was called with.
FUNCTION(changes_rounding)
  // [solution
  // As map_sum; the place for MXCSR is the word that keeps the alignment.
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  movq %rdi, %rbx
  movq %rsi, %r12
  leaq (%rsi,%rdx,8), %r13
  movq %rcx, %r14
  xorl %r15d, %r15d
1:
  cmpq %r13, %r12
  je 2f
  movq (%r12), %rdi
  movq %r14, %rsi
  call *%rbx
  addq %rax, %r15
  addq $8, %r12
  jmp 1b
2:
  stmxcsr (%rsp)
  xorl $0x6000, (%rsp)          // bits 13 and 14: the rounding mode
  ldmxcsr (%rsp)
  movq %r15, %rax
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  // solution]
  // [starter
  // // TODO: the rounding mode is in MXCSR: stmxcsr, ldmxcsr.
  // xorl %eax, %eax
  // ret
  // starter]
END(changes_rounding)

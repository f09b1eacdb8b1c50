// map_sum: a function that calls. Which registers survive a call, and how the
// stack must stand at its moment: System V AMD64 psABI, 3.2.1 and 3.2.2.
#include "heaplab/asm.h"

// std::int64_t map_sum(std::int64_t (*f)(std::int64_t value, void* context),
//                      const std::int64_t* values, std::size_t n,
//                      void* context)
// f(values[0], context) + … + f(values[n - 1], context): n calls, in this
// order; 0 for n = 0. The callee changes every register that it may.
FUNCTION(map_sum)
  // [solution
  // Five values live across the calls, so five preserved registers are saved.
  // With the return address and %rbp that is 56 bytes; 8 more make it 64.
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  movq %rdi, %rbx               // f
  movq %rsi, %r12               // the next value
  leaq (%rsi,%rdx,8), %r13      // behind the last
  movq %rcx, %r14               // context
  xorl %r15d, %r15d             // the sum
.Lmore:
  cmpq %r13, %r12
  je .Ldone
  movq (%r12), %rdi
  movq %r14, %rsi
  call *%rbx
  addq %rax, %r15
  addq $8, %r12
  jmp .Lmore
.Ldone:
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
  // // TODO: which values must live across the calls, and where?
  // xorl %eax, %eax
  // ret
  // starter]
END(map_sum)

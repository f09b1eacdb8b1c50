// with_scratch (bonus): memory on the stack whose size is known only at run
// time, and the guard page below every stack.
#include "heaplab/asm.h"

// std::uint64_t with_scratch(std::size_t bytes,
//                            std::uint64_t (*fn)(void* scratch,
//                                                std::size_t bytes,
//                                                void* context),
//                            void* context)
// fn(scratch, bytes, context), where scratch is memory of this function's
// frame, at least `bytes` long and at a multiple of 16. On the way down each
// page of 4096 bytes is touched, highest first, so that a stack that is too
// small ends in its guard page and never behind it.
FUNCTION(with_scratch)
  // [solution
  pushq %rbp
  movq %rsp, %rbp
  leaq 15(%rdi), %rax
  andq $-16, %rax               // left to reserve
.Lpage:
  cmpq $4096, %rax
  jb .Lrest
  subq $4096, %rsp
  orq $0, (%rsp)                // the probe: a write that changes nothing
  subq $4096, %rax
  jmp .Lpage
.Lrest:
  subq %rax, %rsp
  orq $0, (%rsp)
  movq %rsi, %rax               // fn
  movq %rdi, %rsi
  movq %rsp, %rdi
  call *%rax
  leave                         // whatever the size was
  ret
  // solution]
  // [starter
  // // TODO: make room, page by page, call, and give it back.
  // xorl %eax, %eax
  // ret
  // starter]
END(with_scratch)

// call_with_args: the caller's side. Which argument goes into which register,
// which onto the stack, in what order, and where the stack must stand: System V
// AMD64 psABI, 3.2.2 and 3.2.3; what a variadic callee is told besides: 3.5.7.
#include "heaplab/asm.h"

// std::uint64_t call_with_args(std::uint64_t (*fn)(), std::size_t n,
//                              const std::uint64_t* args)
// fn(args[0], … args[n - 1]), all integers of 64 bits, n from 0 to 20. Reads
// nothing behind args[n - 1].
FUNCTION(call_with_args)
  // [solution
  // The words are laid out as if all arguments were on the stack, at least six
  // of them; the first six are then popped into their registers, and what is
  // left lies as the callee expects it. Six is even, so the alignment stays.
  pushq %rbp
  movq %rsp, %rbp
  movq %rdi, %r11               // fn
  movq %rdx, %r10               // args
  movl $6, %eax
  cmpq %rax, %rsi
  cmovaq %rsi, %rax
  incq %rax
  andq $-2, %rax                // words, rounded up to even
  shlq $3, %rax
  subq %rax, %rsp
.Lcopy:
  subq $1, %rsi
  jb .Lcopied
  movq (%r10,%rsi,8), %rax
  movq %rax, (%rsp,%rsi,8)
  jmp .Lcopy
.Lcopied:
  popq %rdi
  popq %rsi
  popq %rdx
  popq %rcx
  popq %r8
  popq %r9
  xorl %eax, %eax               // no vector registers, for a variadic fn
  call *%r11
  leave
  ret
  // solution]
  // [starter
  // // TODO: registers first, then the stack.
  // xorl %eax, %eax
  // ret
  // starter]
END(call_with_args)

// std::uint64_t call_mixed(std::uint64_t (*fn)(...), const char* signature,
//                          const std::uint64_t* args)
// fn(args[0], args[1], …), one argument for each letter of the signature: 'i'
// is an integer of 64 bits, 'd' a double whose bits stand in args. At most 40
// letters. fn may be variadic.
FUNCTION(call_mixed)
  // [solution
  // -48(%rbp) to -8(%rbp): the six integer registers. -112(%rbp) to -56(%rbp):
  // the eight vector registers. Below: what goes onto the stack, at most all.
  pushq %rbp
  movq %rsp, %rbp
  subq $112, %rsp
  movq %rdi, %r11               // fn
  movq %rsi, %rcx
.Llength:
  cmpb $0, (%rcx)
  je .Llength_known
  incq %rcx
  jmp .Llength
.Llength_known:
  subq %rsi, %rcx
  incq %rcx
  andq $-2, %rcx                // words, rounded up to even
  shlq $3, %rcx
  subq %rcx, %rsp
  movq %rsp, %r10               // where the next stack argument goes
  xorl %r8d, %r8d               // integer registers used
  xorl %r9d, %r9d               // vector registers used
.Lletter:
  movzbl (%rsi), %eax
  testl %eax, %eax
  je .Lload
  incq %rsi
  movq (%rdx), %rcx
  addq $8, %rdx
  cmpl $'d', %eax
  je .Lreal
  cmpq $6, %r8
  je .Lstack
  movq %rcx, -48(%rbp,%r8,8)
  incq %r8
  jmp .Lletter
.Lreal:
  cmpq $8, %r9
  je .Lstack
  movq %rcx, -112(%rbp,%r9,8)
  incq %r9
  jmp .Lletter
.Lstack:
  movq %rcx, (%r10)
  addq $8, %r10
  jmp .Lletter
.Lload:
  movl %r9d, %eax               // %al: vector registers used
  movsd -112(%rbp), %xmm0
  movsd -104(%rbp), %xmm1
  movsd -96(%rbp), %xmm2
  movsd -88(%rbp), %xmm3
  movsd -80(%rbp), %xmm4
  movsd -72(%rbp), %xmm5
  movsd -64(%rbp), %xmm6
  movsd -56(%rbp), %xmm7
  movq -48(%rbp), %rdi
  movq -40(%rbp), %rsi
  movq -32(%rbp), %rdx
  movq -24(%rbp), %rcx
  movq -16(%rbp), %r8
  movq -8(%rbp), %r9
  call *%r11
  leave
  ret
  // solution]
  // [starter
  // // TODO: two kinds of registers, counted apart, and one stack.
  // xorl %eax, %eax
  // ret
  // starter]
END(call_mixed)

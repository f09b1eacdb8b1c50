// recursion: what a level costs, and calls that cost none. A tail call is a
// call whose result the caller returns unchanged: nothing of the caller's frame
// is needed any more, so a jump does.
#include "heaplab/asm.h"

// struct Node {
//   const Node* left;     // at 0, null where there is none
//   const Node* right;    // at 8
//   std::uint64_t value;  // at 16
// };
//
// std::uint64_t weighted_sum(const Node* node, std::uint64_t depth)
// value * depth + weighted_sum(left, depth + 1) + weighted_sum(right, depth +
// 1); 0 for null. At most 64 bytes of stack a level.
FUNCTION(weighted_sum)
  // [solution
  xorl %eax, %eax
  testq %rdi, %rdi
  je .Lempty                    // before there is a frame to take down
  // Three values live across the first call, so 5 words with %rbp and the
  // return address, and one more for the alignment: 48 bytes a level.
  pushq %rbp
  movq %rsp, %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  subq $8, %rsp
  movq %rdi, %rbx               // node
  leaq 1(%rsi), %r12            // the depth of its children
  movq 16(%rdi), %r13
  imulq %rsi, %r13              // the sum
  movq (%rbx), %rdi
  movq %r12, %rsi
  call weighted_sum
  addq %rax, %r13
  movq 8(%rbx), %rdi
  movq %r12, %rsi
  call weighted_sum
  addq %r13, %rax
  addq $8, %rsp
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
.Lempty:
  ret
  // solution]
  // [starter
  // // TODO: call yourself twice. What do you need after the first call?
  // xorl %eax, %eax
  // ret
  // starter]
END(weighted_sum)

// std::uint64_t sum_to(std::uint64_t n, std::uint64_t sum)
// sum for n = 0, otherwise sum_to(n - 1, sum + n), as a tail call: a million
// levels on 64 KiB of stack.
FUNCTION(sum_to)
  // [solution
  testq %rdi, %rdi
  je .Lall
  addq %rdi, %rsi
  decq %rdi
  jmp sum_to
.Lall:
  movq %rsi, %rax
  ret
  // solution]
  // [starter
  // // TODO: a recursion whose last act is the call.
  // xorl %eax, %eax
  // ret
  // starter]
END(sum_to)

// std::uint64_t is_even(std::uint64_t n)
// 1 for n = 0, otherwise is_odd(n - 1), as a tail call.
FUNCTION(is_even)
  // [solution
  movl $1, %eax
  subq $1, %rdi
  jae is_odd                    // no borrow: n was not 0
  ret
  // solution]
  // [starter
  // // TODO: a tail call of another function.
  // xorl %eax, %eax
  // ret
  // starter]
END(is_even)

// std::uint64_t is_odd(std::uint64_t n)
// 0 for n = 0, otherwise is_even(n - 1), as a tail call.
FUNCTION(is_odd)
  // [solution
  xorl %eax, %eax
  subq $1, %rdi
  jae is_even
  ret
  // solution]
  // [starter
  // // TODO: and back.
  // xorl %eax, %eax
  // ret
  // starter]
END(is_odd)

// recursion: what a level costs, and calls that cost none. A tail call is a
// call whose result the caller returns unchanged: nothing of the caller's frame
// is needed any more, so a branch does, without a new return address in x30.
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
  cbz x0, .Lempty               // before there is a frame to take down
  // Three values live across the first call, so 5 words with the frame record
  // (x29, x30), and one more for the alignment: 48 bytes a level.
  stp x29, x30, [sp, #-48]!
  mov x29, sp
  stp x19, x20, [sp, #16]
  str x21, [sp, #32]
  mov x19, x0                   // node
  add x20, x1, #1               // the depth of its children
  ldr x2, [x19, #16]
  mul x21, x2, x1               // the sum
  ldr x0, [x19]
  mov x1, x20
  bl weighted_sum
  add x21, x21, x0
  ldr x0, [x19, #8]
  mov x1, x20
  bl weighted_sum
  add x0, x0, x21
  ldr x21, [sp, #32]
  ldp x19, x20, [sp, #16]
  ldp x29, x30, [sp], #48
.Lempty:
  ret
  // solution]
  // [starter
  // // TODO: call yourself twice. What do you need after the first call?
  // mov x0, #0
  // ret
  // starter]
END(weighted_sum)

// std::uint64_t sum_to(std::uint64_t n, std::uint64_t sum)
// sum for n = 0, otherwise sum_to(n - 1, sum + n), as a tail call: a million
// levels on 64 KiB of stack.
FUNCTION(sum_to)
  // [solution
  cbz x0, .Lall
  add x1, x1, x0
  sub x0, x0, #1
  b sum_to
.Lall:
  mov x0, x1
  ret
  // solution]
  // [starter
  // // TODO: a recursion whose last act is the call.
  // mov x0, #0
  // ret
  // starter]
END(sum_to)

// std::uint64_t is_even(std::uint64_t n)
// 1 for n = 0, otherwise is_odd(n - 1), as a tail call.
FUNCTION(is_even)
  // [solution
  cbz x0, .Lyes
  sub x0, x0, #1
  b is_odd
.Lyes:
  mov x0, #1
  ret
  // solution]
  // [starter
  // // TODO: a tail call of another function.
  // mov x0, #0
  // ret
  // starter]
END(is_even)

// std::uint64_t is_odd(std::uint64_t n)
// 0 for n = 0, otherwise is_even(n - 1), as a tail call.
FUNCTION(is_odd)
  // [solution
  cbz x0, .Lno                  // and 0 is the result
  sub x0, x0, #1
  b is_even
.Lno:
  ret
  // solution]
  // [starter
  // // TODO: and back.
  // mov x0, #0
  // ret
  // starter]
END(is_odd)

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
  // TODO: call yourself twice. What do you need after the first call?
  xorl %eax, %eax
  ret
END(weighted_sum)

// std::uint64_t sum_to(std::uint64_t n, std::uint64_t sum)
// sum for n = 0, otherwise sum_to(n - 1, sum + n), as a tail call: a million
// levels on 64 KiB of stack.
FUNCTION(sum_to)
  // TODO: a recursion whose last act is the call.
  xorl %eax, %eax
  ret
END(sum_to)

// std::uint64_t is_even(std::uint64_t n)
// 1 for n = 0, otherwise is_odd(n - 1), as a tail call.
FUNCTION(is_even)
  // TODO: a tail call of another function.
  xorl %eax, %eax
  ret
END(is_even)

// std::uint64_t is_odd(std::uint64_t n)
// 0 for n = 0, otherwise is_even(n - 1), as a tail call.
FUNCTION(is_odd)
  // TODO: and back.
  xorl %eax, %eax
  ret
END(is_odd)

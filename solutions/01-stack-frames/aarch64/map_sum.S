// map_sum: a function that calls. Which registers survive a call, and how the
// stack must stand: AAPCS64, "General-purpose registers" and "The Stack".
#include "heaplab/asm.h"

// std::int64_t map_sum(std::int64_t (*f)(std::int64_t value, void* context),
//                      const std::int64_t* values, std::size_t n,
//                      void* context)
// f(values[0], context) + … + f(values[n - 1], context): n calls, in this
// order; 0 for n = 0. The callee changes every register that it may.
FUNCTION(map_sum)
  // [solution
  // Five values live across the calls, so five preserved registers are saved,
  // beside the frame record (x29, x30). 56 bytes, rounded up to 64.
  stp x29, x30, [sp, #-64]!
  mov x29, sp
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  str x23, [sp, #48]
  mov x19, x0                   // f
  mov x20, x1                   // the next value
  add x21, x1, x2, lsl #3       // behind the last
  mov x22, x3                   // context
  mov x23, #0                   // the sum
.Lmore:
  cmp x20, x21
  b.eq .Ldone
  ldr x0, [x20], #8
  mov x1, x22
  blr x19
  add x23, x23, x0
  b .Lmore
.Ldone:
  mov x0, x23
  ldr x23, [sp, #48]
  ldp x21, x22, [sp, #32]
  ldp x19, x20, [sp, #16]
  ldp x29, x30, [sp], #64
  ret
  // solution]
  // [starter
  // // TODO: which values must live across the calls, and where?
  // mov x0, #0
  // ret
  // starter]
END(map_sum)

// break_one_rule: four functions with the signature and the result of map_sum.
// Each breaks exactly the one rule that it is named for, in every call with n
// from 2 on, and keeps all the others. Your map_sum is the place to begin.
#include "heaplab/asm.h"

// std::int64_t loses_register(f, values, n, context)
// Comes back with another value in a register that it must preserve.
FUNCTION(loses_register)
  // [solution
  // As map_sum, but x23 is not saved.
  stp x29, x30, [sp, #-48]!
  mov x29, sp
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  mov x19, x0
  mov x20, x1
  add x21, x1, x2, lsl #3
  mov x22, x3
  mov x23, #0
1:
  cmp x20, x21
  b.eq 2f
  ldr x0, [x20], #8
  mov x1, x22
  blr x19
  add x23, x23, x0
  b 1b
2:
  mov x0, x23
  ldp x21, x22, [sp, #32]
  ldp x19, x20, [sp, #16]
  ldp x29, x30, [sp], #48
  ret
  // solution]
  // [starter
  // // TODO: a preserved register that you use and do not save.
  // mov x0, #0
  // ret
  // starter]
END(loses_register)

// std::int64_t misaligns_calls(f, values, n, context)
// Calls f with a stack pointer that is no multiple of 16.
FUNCTION(misaligns_calls)
  // [solution
  // As map_sum, with sp 8 lower while f runs. A load or store through such an
  // sp would be a fault, so it stands right again before the next one.
  stp x29, x30, [sp, #-64]!
  mov x29, sp
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  str x23, [sp, #48]
  mov x19, x0
  mov x20, x1
  add x21, x1, x2, lsl #3
  mov x22, x3
  mov x23, #0
1:
  cmp x20, x21
  b.eq 2f
  ldr x0, [x20], #8
  mov x1, x22
  sub sp, sp, #8
  blr x19
  add sp, sp, #8
  add x23, x23, x0
  b 1b
2:
  mov x0, x23
  ldr x23, [sp, #48]
  ldp x21, x22, [sp, #32]
  ldp x19, x20, [sp, #16]
  ldp x29, x30, [sp], #64
  ret
  // solution]
  // [starter
  // // TODO: a stack pointer off by 8 at the moment of a call.
  // mov x0, #0
  // ret
  // starter]
END(misaligns_calls)

// std::int64_t keeps_in_scratch(f, values, n, context)
// Keeps its sum in a register that f may change. The sum is right as long as f
// leaves that register alone. (A pointer kept so would crash: keep the sum.)
FUNCTION(keeps_in_scratch)
  // [solution
  // As map_sum, with the sum in x9.
  stp x29, x30, [sp, #-48]!
  mov x29, sp
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  mov x19, x0
  mov x20, x1
  add x21, x1, x2, lsl #3
  mov x22, x3
  mov x9, #0
1:
  cmp x20, x21
  b.eq 2f
  ldr x0, [x20], #8
  mov x1, x22
  blr x19
  add x9, x9, x0
  b 1b
2:
  mov x0, x9
  ldp x21, x22, [sp, #32]
  ldp x19, x20, [sp, #16]
  ldp x29, x30, [sp], #48
  ret
  // solution]
  // [starter
  // // TODO: the sum in a register that a callee may change.
  // mov x0, #0
  // ret
  // starter]
END(keeps_in_scratch)

// std::int64_t changes_rounding(f, values, n, context)
// Comes back with another rounding mode than it was called with.
FUNCTION(changes_rounding)
  // [solution
  // As map_sum.
  stp x29, x30, [sp, #-64]!
  mov x29, sp
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  str x23, [sp, #48]
  mov x19, x0
  mov x20, x1
  add x21, x1, x2, lsl #3
  mov x22, x3
  mov x23, #0
1:
  cmp x20, x21
  b.eq 2f
  ldr x0, [x20], #8
  mov x1, x22
  blr x19
  add x23, x23, x0
  b 1b
2:
  mrs x9, fpcr
  eor x9, x9, #0xc00000         // bits 22 and 23: the rounding mode
  msr fpcr, x9
  mov x0, x23
  ldr x23, [sp, #48]
  ldp x21, x22, [sp, #32]
  ldp x19, x20, [sp, #16]
  ldp x29, x30, [sp], #64
  ret
  // solution]
  // [starter
  // // TODO: the rounding mode is in FPCR: mrs, msr.
  // mov x0, #0
  // ret
  // starter]
END(changes_rounding)

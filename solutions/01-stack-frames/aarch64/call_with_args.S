// call_with_args: the caller's side. Which argument goes into which register,
// which onto the stack, in what order, and where the stack must stand: AAPCS64,
// "Parameter passing rules" and "The Stack".
#include "heaplab/asm.h"

// std::uint64_t call_with_args(std::uint64_t (*fn)(), std::size_t n,
//                              const std::uint64_t* args)
// fn(args[0], … args[n - 1]), all integers of 64 bits, n from 0 to 20. Reads
// nothing behind args[n - 1].
FUNCTION(call_with_args)
  // [solution
  // The words are laid out as if all arguments were on the stack, at least
  // eight of them; the first eight are then popped into their registers, and
  // what is left lies as the callee expects it.
  stp x29, x30, [sp, #-16]!
  mov x29, sp
  mov x16, x0                   // fn
  mov x17, x2                   // args
  mov x9, #8
  cmp x1, x9
  csel x9, x1, x9, hi
  add x9, x9, #1
  and x9, x9, #-2               // words, rounded up to even
  sub sp, sp, x9, lsl #3
  mov x10, sp
.Lcopy:
  cbz x1, .Lcopied
  sub x1, x1, #1
  ldr x9, [x17, x1, lsl #3]
  str x9, [x10, x1, lsl #3]
  b .Lcopy
.Lcopied:
  ldp x0, x1, [sp], #16
  ldp x2, x3, [sp], #16
  ldp x4, x5, [sp], #16
  ldp x6, x7, [sp], #16
  blr x16
  mov sp, x29
  ldp x29, x30, [sp], #16
  ret
  // solution]
  // [starter
  // // TODO: registers first, then the stack.
  // mov x0, #0
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
  // From x29 upwards: the frame record, eight words for x0 to x7, eight for d0
  // to d7. Below x29: what goes onto the stack, at most all.
  stp x29, x30, [sp, #-144]!
  mov x29, sp
  mov x16, x0                   // fn
  mov x9, x1
.Llength:
  ldrb w10, [x9], #1
  cbnz w10, .Llength
  sub x9, x9, x1                // letters and the zero behind them
  and x9, x9, #-2               // words, rounded up to even
  sub sp, sp, x9, lsl #3
  mov x10, sp                   // where the next stack argument goes
  add x11, x29, #16             // where the next integer goes
  add x12, x29, #80             // behind the last: the first double
  mov x13, x12
  add x14, x29, #144            // behind the last double
.Lletter:
  ldrb w15, [x1], #1
  cbz w15, .Lload
  ldr x9, [x2], #8
  cmp w15, #'d'
  b.eq .Lreal
  cmp x11, x12
  b.eq .Lstack
  str x9, [x11], #8
  b .Lletter
.Lreal:
  cmp x13, x14
  b.eq .Lstack
  str x9, [x13], #8
  b .Lletter
.Lstack:
  str x9, [x10], #8
  b .Lletter
.Lload:
  ldp d0, d1, [x29, #80]
  ldp d2, d3, [x29, #96]
  ldp d4, d5, [x29, #112]
  ldp d6, d7, [x29, #128]
  ldp x0, x1, [x29, #16]
  ldp x2, x3, [x29, #32]
  ldp x4, x5, [x29, #48]
  ldp x6, x7, [x29, #64]
  blr x16
  mov sp, x29
  ldp x29, x30, [sp], #144
  ret
  // solution]
  // [starter
  // // TODO: two kinds of registers, counted apart, and one stack.
  // mov x0, #0
  // ret
  // starter]
END(call_mixed)

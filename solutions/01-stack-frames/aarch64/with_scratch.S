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
  stp x29, x30, [sp, #-16]!
  mov x29, sp
  add x9, x0, #15
  and x9, x9, #-16              // left to reserve
.Lpage:
  cmp x9, #4096
  b.lo .Lrest
  sub sp, sp, #4096
  str xzr, [sp]                 // the probe
  sub x9, x9, #4096
  b .Lpage
.Lrest:
  sub sp, sp, x9
  ldr xzr, [sp]                 // a probe that changes nothing: with no bytes
                                // left this is the saved x29
  mov x9, x1                    // fn
  mov x1, x0
  mov x0, sp
  blr x9
  mov sp, x29                   // whatever the size was
  ldp x29, x30, [sp], #16
  ret
  // solution]
  // [starter
  // // TODO: make room, page by page, call, and give it back.
  // mov x0, #0
  // ret
  // starter]
END(with_scratch)

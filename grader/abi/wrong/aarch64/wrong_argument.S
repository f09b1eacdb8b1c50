// finding: wrong-argument; it was called with 31
// Adds one to the argument.
// called as: map-with-argument
#include "heaplab/asm.h"
FUNCTION(wrong_argument)
  stp x29, x30, [sp, -64]!
  stp x19, x20, [sp, 16]
  stp x21, x22, [sp, 32]
  mov x19, x0
  mov x20, x2
  mov x0, x1
  add x0, x0, 1
  blr x19
  mov x21, x0
  mov x0, x20
  blr x19
  add x0, x0, x21
  ldp x21, x22, [sp, 32]
  ldp x19, x20, [sp, 16]
  ldp x29, x30, [sp], 64
  ret
END(wrong_argument)

// finding: red-zone-kept; below the stack pointer
// The first result waits below the stack pointer.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(kept_below_sp)
  stp x29, x30, [sp, -64]!
  stp x19, x20, [sp, 16]
  stp x21, x22, [sp, 32]
  mov x19, x0
  mov x20, x2
  mov x0, x1
  blr x19
  str x0, [sp, -64]
  mov x0, x20
  blr x19
  ldr x9, [sp, -64]
  add x0, x0, x9
  ldp x21, x22, [sp, 32]
  ldp x19, x20, [sp, 16]
  ldp x29, x30, [sp], 64
  ret
END(kept_below_sp)

// finding: scratch-register-kept; in x16 
// The first result waits in x16.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(kept_x16)
  stp x29, x30, [sp, -64]!
  stp x19, x20, [sp, 16]
  stp x21, x22, [sp, 32]
  mov x19, x0
  mov x20, x2
  mov x0, x1
  blr x19
  mov x16, x0
  mov x0, x20
  blr x19
  add x0, x0, x16
  ldp x21, x22, [sp, 32]
  ldp x19, x20, [sp, 16]
  ldp x29, x30, [sp], 64
  ret
END(kept_x16)

// finding: scratch-register-kept; with what was in x10 changed by the callee: it used
// Keeps a pointer in x10, and crashes by it.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(kept_pointer)
  stp x29, x30, [sp, -64]!
  stp x19, x20, [sp, 16]
  stp x21, x22, [sp, 32]
  mov x19, x0
  mov x20, x2
  mov x0, x1
  blr x19
  str x0, [sp, 48]
  add x10, sp, 48
  mov x0, x20
  blr x19
  ldr x9, [x10]
  add x0, x0, x9
  ldp x21, x22, [sp, 32]
  ldp x19, x20, [sp, 16]
  ldp x29, x30, [sp], 64
  ret
END(kept_pointer)

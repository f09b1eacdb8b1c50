// finding: link-register-lost; LR overwritten by bl and not saved: its ret went to
// Calls without saving x30.
// called as: map
#include "heaplab/asm.h"
FUNCTION(lr_lost)
  str x29, [sp, -64]!
  stp x19, x20, [sp, 16]
  stp x21, x22, [sp, 32]
  mov x19, x0
  mov x20, x2
  mov x0, x1
  blr x19
  mov x21, x0
  mov x0, x20
  blr x19
  add x0, x0, x21
  ldp x21, x22, [sp, 32]
  ldp x19, x20, [sp, 16]
  ldr x29, [sp], 64
  ret
END(lr_lost)

// passed
// The first result waits in its own frame.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(right_map_on_stack)
  stp x29, x30, [sp, -64]!
  stp x19, x20, [sp, 16]
  stp x21, x22, [sp, 32]
  mov x19, x0
  mov x20, x2
  mov x0, x1
  blr x19
  str x0, [sp, 48]
  mov x0, x20
  blr x19
  ldr x9, [sp, 48]
  add x0, x0, x9
  ldp x21, x22, [sp, 32]
  ldp x19, x20, [sp, 16]
  ldp x29, x30, [sp], 64
  ret
END(right_map_on_stack)

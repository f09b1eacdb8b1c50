// finding: stack-misaligned; SP not 16-byte aligned at the call (off by 8)
// Calls with 8 bytes more on the stack.
// called as: map
#include "heaplab/asm.h"
FUNCTION(misaligned_call)
  stp x29, x30, [sp, -64]!
  stp x19, x20, [sp, 16]
  stp x21, x22, [sp, 32]
  mov x19, x0
  mov x20, x2
  mov x0, x1
  sub sp, sp, 8
  blr x19
  add sp, sp, 8
  mov x21, x0
  mov x0, x20
  blr x19
  add x0, x0, x21
  ldp x21, x22, [sp, 32]
  ldp x19, x20, [sp, 16]
  ldp x29, x30, [sp], 64
  ret
END(misaligned_call)

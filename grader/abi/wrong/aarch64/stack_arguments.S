// passed
// Overwrites its stack arguments: they are the callee's.
// called as: tenth
#include "heaplab/asm.h"
FUNCTION(stack_arguments)
  ldr x0, [sp, 8]
  stp xzr, xzr, [sp]
  ret
END(stack_arguments)

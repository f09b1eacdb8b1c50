// finding: stack-overflow; SP ran off the end of the stack
// Calls itself for ever.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(recursion_without_end)
  stp x29, x30, [sp, -16]!
  bl recursion_without_end
  ldp x29, x30, [sp], 16
  ret
END(recursion_without_end)

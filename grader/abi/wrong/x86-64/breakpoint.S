// finding: crash; a breakpoint instruction
// Executes int3.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(breakpoint)
  int3
  ret
END(breakpoint)

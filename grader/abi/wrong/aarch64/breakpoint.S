// finding: crash; a breakpoint instruction
// Executes brk.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(breakpoint)
  brk 0
  ret
END(breakpoint)

// finding: wild-jump; an address on the stack
// Jumps into its own stack.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(jumps_to_stack)
  mov x9, sp
  br x9
END(jumps_to_stack)

// finding: wild-jump; an address on the stack
// Jumps into its own stack.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(jumps_to_stack)
  movq %rsp, %rax
  jmp *%rax
END(jumps_to_stack)

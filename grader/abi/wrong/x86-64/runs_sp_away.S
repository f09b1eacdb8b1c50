// finding: stack-overflow; SP ran off the end of the stack of 262144 bytes at runs_sp_away
// Pushes for ever.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(runs_sp_away)
1:
  pushq %rax
  jmp 1b
END(runs_sp_away)

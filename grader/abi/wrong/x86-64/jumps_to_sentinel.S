// finding: wild-jump; (that is the caller's rbx)
// Jumps to what the caller has in rbx.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(jumps_to_sentinel)
  jmp *%rbx
END(jumps_to_sentinel)

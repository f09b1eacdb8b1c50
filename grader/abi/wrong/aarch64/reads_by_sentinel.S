// finding: crash; (that is the caller's x20)
// Reads through what the caller has in x20.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(reads_by_sentinel)
  ldr x0, [x20]
  ret
END(reads_by_sentinel)

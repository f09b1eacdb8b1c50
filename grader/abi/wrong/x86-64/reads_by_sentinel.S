// finding: crash; (that is the caller's r12)
// Reads through what the caller has in r12.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(reads_by_sentinel)
  movq 16(%r12), %rax
  ret
END(reads_by_sentinel)

// finding: crash; address 0x8 at null_write+0x4: a null pointer
// Writes through a null pointer.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(null_write)
  mov x9, 0
  str x0, [x9, 8]
  ret
END(null_write)

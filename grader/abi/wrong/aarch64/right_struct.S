// passed
// Writes through x8.
// called as: struct
#include "heaplab/asm.h"
FUNCTION(right_struct)
  stp x0, x0, [x8]
  str x0, [x8, 16]
  ret
END(right_struct)

// finding: time-out; it was at endless_loop
// Loops for ever.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(endless_loop)
1:
  b 1b
END(endless_loop)

// passed
// Extends each int first.
// called as: sum32
#include "heaplab/asm.h"
FUNCTION(right_halves)
  sxtw x0, w0
  add x0, x0, w1, sxtw
  add x0, x0, w2, sxtw
  ret
END(right_halves)

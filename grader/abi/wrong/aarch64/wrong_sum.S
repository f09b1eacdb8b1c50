// finding: wrong-result; the sum of three numbers is
// Forgets the third number.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(wrong_sum)
  add x0, x0, x1
  ret
END(wrong_sum)

// passed
// The sum in x0, nothing else touched.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(right_sum)
  add x0, x0, x1
  add x0, x0, x2
  ret
END(right_sum)

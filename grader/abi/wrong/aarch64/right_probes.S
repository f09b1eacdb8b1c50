// passed
// Touches each page on the way.
// called as: probed
#include "heaplab/asm.h"
FUNCTION(right_probes)
  mov x9, sp
1:
  sub sp, sp, 4096
  ldr x10, [sp]
  subs x0, x0, 4096
  b.hi 1b
  mov sp, x9
  ret
END(right_probes)

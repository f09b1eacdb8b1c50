// finding: wild-jump; a jump went to 0x4320
// Jumps to an address that is no code.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(jumps_wild)
  mov x9, 0x4320
  br x9
END(jumps_wild)

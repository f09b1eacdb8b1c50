// finding: wild-jump; a jump went to
// Jumps to what the caller has in x19.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(jumps_to_sentinel)
  br x19
END(jumps_to_sentinel)

// finding: crash; an instruction that does not exist at illegal
// Executes an undefined instruction.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(illegal)
  ud2
END(illegal)

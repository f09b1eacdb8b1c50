// finding: wild-jump; a jump went to 0x
// Jumps to an address that is no code.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(jumps_wild)
  movl $0x4321, %eax
  jmp *%rax
END(jumps_wild)

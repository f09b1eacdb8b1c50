// finding: wild-jump; what the caller left in r11
// Calls what the caller left in r11.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(calls_poison)
  subq $8, %rsp
  call *%r11
  addq $8, %rsp
  ret
END(calls_poison)

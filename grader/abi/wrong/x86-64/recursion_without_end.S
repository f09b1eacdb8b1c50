// finding: stack-overflow; SP ran off the end of the stack
// Calls itself for ever.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(recursion_without_end)
  subq $8, %rsp
  call recursion_without_end
  addq $8, %rsp
  ret
END(recursion_without_end)

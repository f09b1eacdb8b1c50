// finding: stack-pointer-off; SP off by +16 on return
// Removes its stack arguments, as other conventions want.
// called as: tenth
#include "heaplab/asm.h"
FUNCTION(pops_arguments)
  movq 32(%rsp), %rax
  ret $16
END(pops_arguments)

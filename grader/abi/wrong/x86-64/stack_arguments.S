// passed
// Overwrites its stack arguments: they are the callee's.
// called as: tenth
#include "heaplab/asm.h"
FUNCTION(stack_arguments)
  movq 32(%rsp), %rax
  movq $0, 8(%rsp)
  movq $0, 32(%rsp)
  ret
END(stack_arguments)

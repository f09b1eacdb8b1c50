// finding: wild-return; its ret went to 0x1234, where no code is
// Overwrites its return address.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(return_overwritten)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  movq $0x1234, (%rsp)
  ret
END(return_overwritten)

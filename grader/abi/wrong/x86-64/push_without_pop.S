// finding: stack-pointer-off; SP off by -8 at the ret in push_without_pop
// Saves rbx and returns without the pop.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(push_without_pop)
  pushq %rbx
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  ret
END(push_without_pop)

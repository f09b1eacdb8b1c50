// finding: register-not-preserved; rbx not preserved
// Pops rbx and r12 in the order of the pushes.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(two_exchanged)
  pushq %rbx
  pushq %r12
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  popq %rbx
  popq %r12
  ret
END(two_exchanged)

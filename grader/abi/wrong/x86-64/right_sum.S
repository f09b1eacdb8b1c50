// passed
// The sum in rax, nothing else touched.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(right_sum)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  ret
END(right_sum)

// finding: wrong-result; the sum of three numbers is
// Forgets the third number.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(wrong_sum)
  leaq (%rdi,%rsi), %rax
  ret
END(wrong_sum)

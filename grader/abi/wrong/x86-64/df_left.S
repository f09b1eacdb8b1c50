// finding: direction-flag-set; the direction flag (DF) is set on return
// std without cld.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(df_left)
  leaq (%rdi,%rsi), %rax
  addq %rdx, %rax
  std
  ret
END(df_left)

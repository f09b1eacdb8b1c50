// passed
// Writes through the hidden pointer.
// called as: struct
#include "heaplab/asm.h"
FUNCTION(right_struct)
  movq %rsi, (%rdi)
  movq %rsi, 8(%rdi)
  movq %rsi, 16(%rdi)
  movq %rdi, %rax
  ret
END(right_struct)

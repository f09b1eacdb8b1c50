// passed
// Extends each int first.
// called as: sum32
#include "heaplab/asm.h"
FUNCTION(right_halves)
  movslq %edi, %rax
  movslq %esi, %rsi
  movslq %edx, %rdx
  addq %rsi, %rax
  addq %rdx, %rax
  ret
END(right_halves)

// finding: crash; it executed a division by zero
// Divides by zero.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(divides_by_zero)
  xorl %ecx, %ecx
  xorl %edx, %edx
  movl $1, %eax
  divl %ecx
  ret
END(divides_by_zero)

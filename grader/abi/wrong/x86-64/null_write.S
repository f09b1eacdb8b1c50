// finding: crash; it wrote to address 0x8 at null_write+0x2: a null pointer
// Writes through a null pointer.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(null_write)
  xorl %eax, %eax
  movq %rdi, 8(%rax)
  ret
END(null_write)

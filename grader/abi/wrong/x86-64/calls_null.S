// finding: wild-jump; a call before calls_null+0x8 went to 0x0
// Calls a null pointer.
// called as: sum
#include "heaplab/asm.h"
FUNCTION(calls_null)
  subq $8, %rsp
  xorl %eax, %eax
  call *%rax
  addq $8, %rsp
  ret
END(calls_null)

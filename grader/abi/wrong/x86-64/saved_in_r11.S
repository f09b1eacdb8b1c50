// finding: scratch-register-kept; with what was in r11 changed by the callee: rbx not preserved
// Saves rbx in r11 instead of on the stack.
// called as: map-kept-nowhere
#include "heaplab/asm.h"
FUNCTION(saved_in_r11)
  movq %rbx, %r11
  pushq %r12
  pushq %r13
  pushq %rdx
  movq %rdi, %rbx
  movq %rsi, %rdi
  call *%rbx
  movq %rax, %r13
  movq (%rsp), %rdi
  call *%rbx
  addq %r13, %rax
  movq %r11, %rbx
  popq %rdx
  popq %r13
  popq %r12
  ret
END(saved_in_r11)

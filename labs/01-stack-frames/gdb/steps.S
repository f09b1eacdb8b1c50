// The program of the gdb sessions in the handout, x86-64. It needs no library
// and brings its own stack, so that every address in it is the same on every
// machine: `g++ -nostdlib -static -no-pie -g`, with the sections placed by
// -Ttext=0x401000 and --section-start=.demo_stack=0x7fff0000.

  .section .demo_stack, "aw", @nobits
  .balign 16
stack:
  .skip 4096
stack_top:

  .text
  .globl _start
_start:
  leaq stack_top(%rip), %rsp
  xorl %ebp, %ebp
  call main
  movl $60, %eax
  xorl %edi, %edi
  syscall

// int main()
  .globl main
  .type main, @function
main:
  .cfi_startproc
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  movl $7, %edi
  call middle
  leave
  .cfi_def_cfa %rsp, 8
  ret
  .cfi_endproc
  .size main, . - main

// long middle(long size): one local, and a call with nine arguments
  .globl middle
  .type middle, @function
middle:
  .cfi_startproc
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  subq $16, %rsp
  movq %rdi, -8(%rbp)
  movl $1, %edi
  movl $2, %esi
  movl $3, %edx
  movl $4, %ecx
  movl $5, %r8d
  movl $6, %r9d
  subq $8, %rsp
  pushq $9
  pushq $8
  pushq $7
leaf_call:
  call leaf
  addq $32, %rsp
  addq -8(%rbp), %rax
  leave
  .cfi_def_cfa %rsp, 8
  ret
  .cfi_endproc
  .size middle, . - middle

// long leaf(long a1, … long a9): the sum of the first and the ninth
  .globl leaf
  .type leaf, @function
leaf:
  .cfi_startproc
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  subq $16, %rsp
  movq %rdi, -8(%rbp)
leaf_body:
  movq 32(%rbp), %rax
  addq -8(%rbp), %rax
leaf_end:
  leave
  .cfi_def_cfa %rsp, 8
  ret
  .cfi_endproc
  .size leaf, . - leaf

  .section .note.GNU-stack, "", @progbits

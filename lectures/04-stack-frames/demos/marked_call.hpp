// A call with a mark in each preserved register, and a callee that looks at
// them and then destroys all that it may destroy.
#pragma once

#include <cstdint>

#if defined(__x86_64__)
constexpr int preserved_count = 6;
constexpr const char* preserved_names[] = {"rbx", "rbp", "r12",
                                           "r13", "r14", "r15"};
#else
constexpr int preserved_count = 10;
constexpr const char* preserved_names[] = {"x19", "x20", "x21", "x22", "x23",
                                           "x24", "x25", "x26", "x27", "x28"};
#endif

struct Marked {
  std::uint64_t before[10];     // the caller's marks
  std::uint64_t in_callee[10];  // what observe() found there
  std::uint64_t after[10];      // what was there at the return
  std::uint64_t sp_before, sp_in_callee;
  std::uint64_t stack_used;  // bytes below sp_before that were written
  std::uint64_t words[16];   // the stack from sp_in_callee upwards
};

extern "C" {
inline Marked marked __attribute__((used)) = {
    {0xca11e001, 0xca11e002, 0xca11e003, 0xca11e004, 0xca11e005, 0xca11e006,
     0xca11e007, 0xca11e008, 0xca11e009, 0xca11e00a},
    {},
    {},
    0,
    0,
    0,
    {}};

// Calls function(a, b) and fills in `marked`.
long call_with_marks(long (*function)(long, long), long a, long b);
// a + 1; destroys every scratch register.
long observe(long a);
}

#if defined(__x86_64__)
asm(R"(
.text
.globl call_with_marks
call_with_marks:
  pushq %rbx
  pushq %rbp
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  movq %rdi, %rax
  movq %rsi, %rdi
  movq %rdx, %rsi
  leaq marked(%rip), %rcx
  movq (%rcx), %rbx
  movq 8(%rcx), %rbp
  movq 16(%rcx), %r12
  movq 24(%rcx), %r13
  movq 32(%rcx), %r14
  movq 40(%rcx), %r15
  movq %rsp, 240(%rcx)
  movabsq $0x7061696e74656421, %rdx   # paint 1 KiB below the stack pointer
  movq $-1024, %rcx
1:
  movq %rdx, (%rsp,%rcx)
  addq $8, %rcx
  jnz 1b
  call *%rax
  movabsq $0x7061696e74656421, %rdx
  movq $-1024, %rcx
2:
  cmpq %rdx, (%rsp,%rcx)
  jne 3f
  addq $8, %rcx
  jnz 2b
3:
  negq %rcx
  leaq marked(%rip), %rdx
  movq %rcx, 256(%rdx)
  movq %rbx, 160(%rdx)
  movq %rbp, 168(%rdx)
  movq %r12, 176(%rdx)
  movq %r13, 184(%rdx)
  movq %r14, 192(%rdx)
  movq %r15, 200(%rdx)
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbp
  popq %rbx
  ret

.globl observe
observe:
  leaq 1(%rdi), %rax
  leaq marked(%rip), %rcx
  movq %rbx, 80(%rcx)
  movq %rbp, 88(%rcx)
  movq %r12, 96(%rcx)
  movq %r13, 104(%rcx)
  movq %r14, 112(%rcx)
  movq %r15, 120(%rcx)
  movq %rsp, 248(%rcx)
.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  movq 8 * \n(%rsp), %rdx
  movq %rdx, 264 + 8 * \n(%rcx)
.endr
.irp register, rcx, rdx, rsi, rdi, r8, r9, r10, r11
  movq $-1, %\register
.endr
  ret
)");
#elif defined(__aarch64__)
asm(R"(
.text
.globl call_with_marks
call_with_marks:
  stp x29, x30, [sp, #-96]!
  mov x29, sp
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  stp x23, x24, [sp, #48]
  stp x25, x26, [sp, #64]
  stp x27, x28, [sp, #80]
  mov x16, x0
  mov x0, x1
  mov x1, x2
  adrp x9, marked
  add x9, x9, :lo12:marked
  ldp x19, x20, [x9]
  ldp x21, x22, [x9, #16]
  ldp x23, x24, [x9, #32]
  ldp x25, x26, [x9, #48]
  ldp x27, x28, [x9, #64]
  mov x10, sp
  str x10, [x9, #240]
  ldr x11, =0x7061696e74656421
  sub x12, x10, #1024
1:
  str x11, [x12], #8
  cmp x12, x10
  b.lo 1b
  blr x16
  ldr x11, =0x7061696e74656421
  mov x10, sp
  sub x12, x10, #1024
2:
  ldr x13, [x12]
  cmp x13, x11
  b.ne 3f
  add x12, x12, #8
  cmp x12, x10
  b.lo 2b
3:
  sub x12, x10, x12
  adrp x9, marked
  add x9, x9, :lo12:marked
  str x12, [x9, #256]
  stp x19, x20, [x9, #160]
  stp x21, x22, [x9, #176]
  stp x23, x24, [x9, #192]
  stp x25, x26, [x9, #208]
  stp x27, x28, [x9, #224]
  ldp x19, x20, [sp, #16]
  ldp x21, x22, [sp, #32]
  ldp x23, x24, [sp, #48]
  ldp x25, x26, [sp, #64]
  ldp x27, x28, [sp, #80]
  ldp x29, x30, [sp], #96
  ret
  .ltorg

.globl observe
observe:
  add x0, x0, #1
  adrp x9, marked
  add x9, x9, :lo12:marked
  stp x19, x20, [x9, #80]
  stp x21, x22, [x9, #96]
  stp x23, x24, [x9, #112]
  stp x25, x26, [x9, #128]
  stp x27, x28, [x9, #144]
  mov x10, sp
  str x10, [x9, #248]
.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  ldr x10, [sp, #8 * \n]
  str x10, [x9, #264 + 8 * \n]
.endr
.irp number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17
  mov x\number, #-1
.endr
  ret
)");
#endif

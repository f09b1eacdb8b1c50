// What a function finds in its first instruction: a function in assembly that
// writes all argument registers and the stack's next words into `captured`.
#pragma once

#include <cstdint>

struct Captured {
  std::uint64_t integer[8];  // rdi rsi rdx rcx r8 r9 | x0 … x7
  std::uint64_t vector[8];   // xmm0 … xmm7 | v0 … v7, their lower 8 bytes
  std::uint64_t sp;
  std::uint64_t indirect;   // - | x8
  std::uint64_t stack[16];  // from the first word for arguments upwards
};

#if defined(__x86_64__)
constexpr int integer_registers = 6;
constexpr const char* integer_names[] = {"rdi", "rsi", "rdx",
                                         "rcx", "r8",  "r9"};
constexpr const char* vector_prefix = "xmm";
#else
constexpr int integer_registers = 8;
constexpr const char* integer_names[] = {"x0", "x1", "x2", "x3",
                                         "x4", "x5", "x6", "x7"};
constexpr const char* vector_prefix = "v";
#endif

extern "C" {
inline Captured captured __attribute__((used));
void capture_arguments();
}

// One program includes this file once.
#if defined(__x86_64__)
// [capture
asm(R"(
.text
.globl capture_arguments
capture_arguments:
  leaq captured(%rip), %rax
  movq %rdi, (%rax)
  movq %rsi, 8(%rax)
  movq %rdx, 16(%rax)
  movq %rcx, 24(%rax)
  movq %r8, 32(%rax)
  movq %r9, 40(%rax)
.irp n, 0, 1, 2, 3, 4, 5, 6, 7
  movq %xmm\n, 64 + 8 * \n(%rax)
.endr
  movq %rsp, 128(%rax)
.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  movq 8 + 8 * \n(%rsp), %r10
  movq %r10, 144 + 8 * \n(%rax)
.endr
  ret
)");
// capture]
#elif defined(__aarch64__)
asm(R"(
.text
.globl capture_arguments
capture_arguments:
  hint #34  // bti c: it is called by its address
  adrp x16, captured
  add x16, x16, :lo12:captured
  stp x0, x1, [x16]
  stp x2, x3, [x16, #16]
  stp x4, x5, [x16, #32]
  stp x6, x7, [x16, #48]
  stp d0, d1, [x16, #64]
  stp d2, d3, [x16, #80]
  stp d4, d5, [x16, #96]
  stp d6, d7, [x16, #112]
  mov x17, sp
  stp x17, x8, [x16, #128]
.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
  ldr x17, [sp, #8 * \n]
  str x17, [x16, #144 + 8 * \n]
.endr
  ret
)");
#endif

// capture_arguments as a function with these parameters.
template <class... Parameters>
auto capture_as() {
  return reinterpret_cast<void (*)(Parameters...)>(&capture_arguments);
}

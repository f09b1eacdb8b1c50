// The baseline's switch of stacks, for both machines: frozen with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

// Saves all registers (of AArch64 without x18, which is the platform's) on this
// stack, stores the stack pointer at `from`, and
// goes on with those that are saved at `to`.
extern "C" void baseline_switch(void** from, void* to);
// Where a coroutine begins, with values in registers: the entry, its argument,
// what ends it, and the argument of that.
extern "C" void baseline_begin();

#if defined(__x86_64__)
asm(R"(
        .text
        .hidden baseline_switch
        .globl  baseline_switch
        .type   baseline_switch, @function
baseline_switch:
        pushq   %rax
        pushq   %rbx
        pushq   %rcx
        pushq   %rdx
        pushq   %rbp
        pushq   %rsi
        pushq   %rdi
        pushq   %r8
        pushq   %r9
        pushq   %r10
        pushq   %r11
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        subq    $512, %rsp
        fxsave64 (%rsp)
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        fxrstor64 (%rsp)
        addq    $512, %rsp
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %r11
        popq    %r10
        popq    %r9
        popq    %r8
        popq    %rdi
        popq    %rsi
        popq    %rbp
        popq    %rdx
        popq    %rcx
        popq    %rbx
        popq    %rax
        retq
        .size   baseline_switch, . - baseline_switch

        .hidden baseline_begin
        .globl  baseline_begin
        .type   baseline_begin, @function
baseline_begin:
        movq    %r13, %rdi
        callq   *%r12
        movq    %r15, %rdi
        callq   *%r14
        ud2
        .size   baseline_begin, . - baseline_begin
)");

namespace {

// The words that baseline_switch() saves, by their place from the stack pointer
// on: 512 bytes of fxsave64, then the others.
constexpr std::size_t saved_words = 64 + 15 + 1;
constexpr std::size_t r15 = 64, r14 = 65, r13 = 66, r12 = 67, pc = 79;

inline void fill_context(std::uint64_t* words, std::uint64_t entry,
                         std::uint64_t argument, std::uint64_t end,
                         std::uint64_t end_argument) {
  alignas(16) std::uint64_t now[64];
  asm("fxsave64 %0" : "=m"(now));
  std::memcpy(words, now, sizeof now);
  words[r12] = entry;
  words[r13] = argument;
  words[r14] = end;
  words[r15] = end_argument;
  words[pc] = reinterpret_cast<std::uint64_t>(&baseline_begin);
}

}  // namespace
#elif defined(__aarch64__)
asm(R"(
        .text
        .hidden baseline_switch
        .globl  baseline_switch
        .type   baseline_switch, %function
baseline_switch:
        sub     sp, sp, #784
        stp     x0, x1, [sp]
        stp     x2, x3, [sp, #16]
        stp     x4, x5, [sp, #32]
        stp     x6, x7, [sp, #48]
        stp     x8, x9, [sp, #64]
        stp     x10, x11, [sp, #80]
        stp     x12, x13, [sp, #96]
        stp     x14, x15, [sp, #112]
        stp     x16, x17, [sp, #128]
        stp     x19, x20, [sp, #144]
        stp     x21, x22, [sp, #160]
        stp     x23, x24, [sp, #176]
        stp     x25, x26, [sp, #192]
        stp     x27, x28, [sp, #208]
        stp     x29, x30, [sp, #224]
        mrs     x9, fpcr
        str     x9, [sp, #240]
        stp     q0, q1, [sp, #256]
        stp     q2, q3, [sp, #288]
        stp     q4, q5, [sp, #320]
        stp     q6, q7, [sp, #352]
        stp     q8, q9, [sp, #384]
        stp     q10, q11, [sp, #416]
        stp     q12, q13, [sp, #448]
        stp     q14, q15, [sp, #480]
        stp     q16, q17, [sp, #512]
        stp     q18, q19, [sp, #544]
        stp     q20, q21, [sp, #576]
        stp     q22, q23, [sp, #608]
        stp     q24, q25, [sp, #640]
        stp     q26, q27, [sp, #672]
        stp     q28, q29, [sp, #704]
        stp     q30, q31, [sp, #736]
        mov     x9, sp
        str     x9, [x0]
        mov     sp, x1
        ldr     x9, [sp, #240]
        msr     fpcr, x9
        ldp     q0, q1, [sp, #256]
        ldp     q2, q3, [sp, #288]
        ldp     q4, q5, [sp, #320]
        ldp     q6, q7, [sp, #352]
        ldp     q8, q9, [sp, #384]
        ldp     q10, q11, [sp, #416]
        ldp     q12, q13, [sp, #448]
        ldp     q14, q15, [sp, #480]
        ldp     q16, q17, [sp, #512]
        ldp     q18, q19, [sp, #544]
        ldp     q20, q21, [sp, #576]
        ldp     q22, q23, [sp, #608]
        ldp     q24, q25, [sp, #640]
        ldp     q26, q27, [sp, #672]
        ldp     q28, q29, [sp, #704]
        ldp     q30, q31, [sp, #736]
        ldp     x0, x1, [sp]
        ldp     x2, x3, [sp, #16]
        ldp     x4, x5, [sp, #32]
        ldp     x6, x7, [sp, #48]
        ldp     x8, x9, [sp, #64]
        ldp     x10, x11, [sp, #80]
        ldp     x12, x13, [sp, #96]
        ldp     x14, x15, [sp, #112]
        ldp     x16, x17, [sp, #128]
        ldp     x19, x20, [sp, #144]
        ldp     x21, x22, [sp, #160]
        ldp     x23, x24, [sp, #176]
        ldp     x25, x26, [sp, #192]
        ldp     x27, x28, [sp, #208]
        ldp     x29, x30, [sp, #224]
        add     sp, sp, #784
        ret
        .size   baseline_switch, . - baseline_switch

        .hidden baseline_begin
        .globl  baseline_begin
        .type   baseline_begin, %function
baseline_begin:
        mov     x0, x20
        blr     x19
        mov     x0, x22
        blr     x21
        brk     #1
        .size   baseline_begin, . - baseline_begin
)");

namespace {

// The words that baseline_switch() saves, by their place from the stack pointer
// on.
constexpr std::size_t saved_words = 784 / 8;
constexpr std::size_t x19 = 18, x20 = 19, x21 = 20, x22 = 21, x30 = 29;
constexpr std::size_t control_words = 30;  // FPCR

inline void fill_context(std::uint64_t* words, std::uint64_t entry,
                         std::uint64_t argument, std::uint64_t end,
                         std::uint64_t end_argument) {
  asm("mrs %0, fpcr" : "=r"(words[control_words]));
  words[x19] = entry;
  words[x20] = argument;
  words[x21] = end;
  words[x22] = end_argument;
  words[x30] = reinterpret_cast<std::uint64_t>(&baseline_begin);
}

}  // namespace
#else
#error "Heaplab runs on x86-64 and AArch64"
#endif

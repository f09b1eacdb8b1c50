#include "player/checked_switch.hpp"

#include <cstdint>

#include "player/channel.hpp"
#include "support/clock.hpp"

namespace heaplab::player {
namespace {

struct Registers {
  std::uint64_t before[callee_saved.size()];
  std::uint64_t after[callee_saved.size()];
};

// Never 0, and hard to come by otherwise.
std::uint64_t mixed(std::uint64_t number) {
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
  number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
  return (number ^ (number >> 31)) | 1;
}

}  // namespace

extern "C" void heaplab_switch(const void* function, void* self, void* argument,
                               Registers* registers);

void checked_switch(const void* function, void* self, void* argument) {
  static std::uint64_t count = clock_ns();
  Registers registers;
  for (std::uint64_t& value : registers.before) value = mixed(++count);
  heaplab_switch(function, self, argument, &registers);
  Response& response = *channel.response;
  response.lost_registers = 0;
  for (std::size_t k = 0; k < callee_saved.size(); ++k) {
    if (registers.after[k] == registers.before[k]) continue;
    response.lost_registers |= std::uint64_t{1} << k;
    response.register_was[k] = registers.before[k];
    response.register_is[k] = registers.after[k];
  }
}

}  // namespace heaplab::player

#if defined(__x86_64__)
// A backtrace ends at the entry: what is above it is the submission's affair.
//
// heaplab_switch(rdi function, rsi self, rdx argument, rcx registers).
// At the call rsp is a multiple of 16: 8 (return address) + 48 + 8.
asm(R"(
        .text
        .globl  heaplab_switch
        .type   heaplab_switch, @function
heaplab_switch:
        pushq   %rbx
        pushq   %rbp
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        pushq   %rcx
        movq    %rdi, %rax
        movq    %rsi, %rdi
        movq    %rdx, %rsi
        movq    0(%rcx), %rbx
        movq    8(%rcx), %rbp
        movq    16(%rcx), %r12
        movq    24(%rcx), %r13
        movq    32(%rcx), %r14
        movq    40(%rcx), %r15
        callq   *%rax
        popq    %rcx
        movq    %rbx, 48(%rcx)
        movq    %rbp, 56(%rcx)
        movq    %r12, 64(%rcx)
        movq    %r13, 72(%rcx)
        movq    %r14, 80(%rcx)
        movq    %r15, 88(%rcx)
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %rbp
        popq    %rbx
        retq
        .size   heaplab_switch, . - heaplab_switch

        .globl  heaplab_coroutine_entry
        .type   heaplab_coroutine_entry, @function
heaplab_coroutine_entry:
        .cfi_startproc
        .cfi_undefined %rip
        leaq    8(%rsp), %rsi
        pushq   %rbp
        movq    %rsp, %rbp
        andq    $-16, %rsp
        callq   heaplab_coroutine_entered
        movq    %rbp, %rsp
        popq    %rbp
        retq
        .cfi_endproc
        .size   heaplab_coroutine_entry, . - heaplab_coroutine_entry
)");
#else
// heaplab_switch(x0 function, x1 self, x2 argument, x3 registers).
asm(R"(
        .text
        .globl  heaplab_switch
        .type   heaplab_switch, %function
heaplab_switch:
        stp     x29, x30, [sp, #-176]!
        stp     x19, x20, [sp, #16]
        stp     x21, x22, [sp, #32]
        stp     x23, x24, [sp, #48]
        stp     x25, x26, [sp, #64]
        stp     x27, x28, [sp, #80]
        stp     d8, d9, [sp, #96]
        stp     d10, d11, [sp, #112]
        stp     d12, d13, [sp, #128]
        stp     d14, d15, [sp, #144]
        str     x3, [sp, #160]
        ldp     x19, x20, [x3]
        ldp     x21, x22, [x3, #16]
        ldp     x23, x24, [x3, #32]
        ldp     x25, x26, [x3, #48]
        ldp     x27, x28, [x3, #64]
        ldr     x29, [x3, #80]
        ldp     d8, d9, [x3, #88]
        ldp     d10, d11, [x3, #104]
        ldp     d12, d13, [x3, #120]
        ldp     d14, d15, [x3, #136]
        mov     x9, x0
        mov     x0, x1
        mov     x1, x2
        blr     x9
        ldr     x3, [sp, #160]
        add     x3, x3, #152
        stp     x19, x20, [x3]
        stp     x21, x22, [x3, #16]
        stp     x23, x24, [x3, #32]
        stp     x25, x26, [x3, #48]
        stp     x27, x28, [x3, #64]
        str     x29, [x3, #80]
        stp     d8, d9, [x3, #88]
        stp     d10, d11, [x3, #104]
        stp     d12, d13, [x3, #120]
        stp     d14, d15, [x3, #136]
        ldp     x19, x20, [sp, #16]
        ldp     x21, x22, [sp, #32]
        ldp     x23, x24, [sp, #48]
        ldp     x25, x26, [sp, #64]
        ldp     x27, x28, [sp, #80]
        ldp     d8, d9, [sp, #96]
        ldp     d10, d11, [sp, #112]
        ldp     d12, d13, [sp, #128]
        ldp     d14, d15, [sp, #144]
        ldp     x29, x30, [sp], #176
        ret
        .size   heaplab_switch, . - heaplab_switch

        .globl  heaplab_coroutine_entry
        .type   heaplab_coroutine_entry, %function
heaplab_coroutine_entry:
        .cfi_startproc
        .cfi_undefined x30
        mov     x1, sp
        and     x9, x1, #0xfffffffffffffff0
        mov     sp, x9
        stp     x29, x30, [sp, #-32]!
        str     x1, [sp, #16]
        mov     x29, sp
        bl      heaplab_coroutine_entered
        ldr     x1, [sp, #16]
        ldp     x29, x30, [sp], #32
        mov     sp, x1
        ret
        .cfi_endproc
        .size   heaplab_coroutine_entry, . - heaplab_coroutine_entry
)");
#endif

#include "context_switch_probe.hpp"

#include <cstddef>

// What the assembly fills in.
static_assert(offsetof(Arrival, frame_pointer) == 8 &&
              offsetof(Arrival, argument) == 16 &&
              offsetof(Arrival, float_control) == 24);

#if defined(__x86_64__)
asm(R"(
    .text
    .globl heaplab_probe_entry
    .type heaplab_probe_entry, %function
heaplab_probe_entry:
    leaq heaplab_probe_arrival(%rip), %rax
    movq %rsp, 0(%rax)
    movq %rbp, 8(%rax)
    movq %rdi, 16(%rax)
    movq $0, 24(%rax)
    stmxcsr 24(%rax)
    fnstcw 28(%rax)
    cld
    andq $-16, %rsp
    call heaplab_probe_arrived
    .size heaplab_probe_entry, . - heaplab_probe_entry
)");
#elif defined(__aarch64__)
asm(R"(
    .text
    .globl heaplab_probe_entry
    .type heaplab_probe_entry, %function
heaplab_probe_entry:
    adrp x9, heaplab_probe_arrival
    add x9, x9, :lo12:heaplab_probe_arrival
    mov x10, sp
    stp x10, x29, [x9]
    mrs x11, fpcr
    stp x0, x11, [x9, #16]
    and x10, x10, #-16
    mov sp, x10
    bl heaplab_probe_arrived
    .size heaplab_probe_entry, . - heaplab_probe_entry
)");
#endif

Arrival heaplab_probe_arrival{};

#if defined(__x86_64__)
namespace {

// MXCSR and x87 control word: all exceptions masked, 64 bits of precision, and
// rounding as the two bits say.
std::uint64_t set_rounding(std::uint32_t bits) {
  const std::uint32_t mxcsr = 0x1f80u | bits << 13;
  const auto control = static_cast<std::uint16_t>(0x037fu | bits << 10);
  asm volatile("ldmxcsr %0\n\tfldcw %1" : : "m"(mxcsr), "m"(control));
  return std::uint64_t{control} << 32 | mxcsr;
}

}  // namespace

std::uint64_t set_odd_float_control() { return set_rounding(1); }

void reset_float_control() { set_rounding(0); }
#elif defined(__aarch64__)
std::uint64_t set_odd_float_control() {
  const std::uint64_t toward_plus_infinity = std::uint64_t{1} << 22;
  asm volatile("msr fpcr, %0" : : "r"(toward_plus_infinity));
  return toward_plus_infinity;
}

void reset_float_control() {
  asm volatile("msr fpcr, %0" : : "r"(std::uint64_t{0}));
}
#endif

#include "abi/fault.hpp"

#include <ucontext.h>

#include "abi/running.hpp"
#include "abi/symbols.hpp"
#include "abi/text.hpp"
#include "abi/values.hpp"

namespace heaplab::abi {
namespace {

// The top byte of an address is ignored, and cleared by a branch.
constexpr std::uint64_t address_bits = (std::uint64_t{1} << 56) - 1;

// Source of the encodings: Arm Architecture Reference Manual for A-profile, C4.
constexpr std::uint32_t ret_x30 = 0xd65f03c0;

std::uint32_t instruction_at(std::uint64_t address) {
  return *reinterpret_cast<const std::uint32_t*>(address);
}

bool is_call(std::uint32_t instruction) {
  return (instruction & 0xfc000000) == 0x94000000 ||  // bl
         (instruction & 0xfffffc1f) == 0xd63f0000;    // blr
}

bool is_jump(std::uint32_t instruction) {
  return (instruction & 0xfc000000) == 0x14000000 ||  // b
         (instruction & 0xfffffc1f) == 0xd61f0000;    // br
}

// Loads and moves that can give x30 back: ldp, ldr with x30 as a target, mov
// x30, and anything else whose target is x30.
bool may_set_x30(std::uint32_t instruction) {
  const bool is_load_pair = (instruction & 0x7e400000) == 0x28400000;
  if (is_load_pair && ((instruction >> 10) & 31) == 30) return true;
  return (instruction & 31) == 30;
}

Violation link_register_lost(const Fault& fault, const std::string& how) {
  return {Rule::link_register_lost,
          "x30 (LR) holds the caller's return address at the ret",
          "LR overwritten by bl and not saved: " + how, fault.counter};
}

// The ret was not the function's last: SP says so, or the value does.
Violation bad_return(const Fault& fault, std::uint64_t target) {
  Violation violation = wild_return(fault, target);
  violation.address = function_address();
  Fault at_function = fault;
  at_function.counter = violation.address;
  if (is_left_by_callee(target, "x30")) {
    return link_register_lost(at_function,
                              "its ret went to " + hex(target) + whose(target));
  }
  const std::uint64_t off = fault.stack_pointer - running().entry;
  const bool is_near = off + 128 <= 256;
  if (off == 0 || !is_near) return violation;
  return {Rule::stack_pointer_off, "SP is at the ret what it was at entry",
          "SP off by " + signed_decimal(off) + " at the ret: it went to " +
              hex(target) + whose(target),
          violation.address};
}

// With its top byte, from the register that it came from.
std::uint64_t whole_target(const Fault& fault) {
  for (const std::uint64_t value : fault.general) {
    if ((value & address_bits) == fault.counter) return value;
  }
  return fault.counter;
}

// The base register of a load or a store; 0 where there is none.
std::uint64_t base_of_access(const Fault& fault) {
  const std::uint32_t instruction = instruction_at(fault.counter);
  const bool is_access = (instruction & 0x0a000000) == 0x08000000;
  const std::uint32_t base = (instruction >> 5) & 31;
  return is_access && base != 31 ? fault.general[base] : 0;
}

}  // namespace

Fault read_fault(int signal, const siginfo_t& info, const void* context) {
  const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
  Fault fault;
  fault.signal = signal;
  fault.code = info.si_code;
  fault.address = reinterpret_cast<std::uint64_t>(info.si_addr);
  fault.counter = machine.pc;
  fault.stack_pointer = machine.sp;
  fault.frame_pointer = machine.regs[29];
  for (int i = 0; i < 31; ++i) fault.general[i] = machine.regs[i];
  return fault;
}

void continue_at(void* context, std::uint64_t address) {
  static_cast<ucontext_t*>(context)->uc_mcontext.pc = address;
}

bool is_return_address(std::uint64_t address) {
  return address % 4 == 0 && is_code(address - 4) &&
         is_call(instruction_at(address - 4));
}

bool follows_indirect_call(std::uint64_t address) {
  return is_return_address(address) &&
         address != reinterpret_cast<std::uint64_t>(heaplab_abi_returned) &&
         (instruction_at(address - 4) & 0xfffffc1f) == 0xd63f0000;  // blr
}

std::optional<Violation> transfer_violation(const Fault& fault) {
  if (is_code(fault.counter)) return {};
  const std::uint64_t link = fault.general[30];
  if ((link & address_bits) == fault.counter) return bad_return(fault, link);
  const std::uint64_t target = whole_target(fault);
  if (follows_indirect_call(link)) {
    return wild_jump("a call before " + code_name(link), target, link - 4);
  }
  return wild_jump("a jump", target, function_address());
}

// x30 still points behind a call of this function, and from there the way to
// the ret is straight and gives nothing back to x30.
std::optional<Violation> returns_into_itself(const Fault& fault) {
  const std::uint64_t link = fault.general[30];
  if (!is_return_address(link) || fault.counter < link ||
      function_start(link) != function_start(fault.counter)) {
    return {};
  }
  constexpr std::uint64_t most_bytes = 4 * 256;
  for (std::uint64_t at = link; at < link + most_bytes; at += 4) {
    const std::uint32_t instruction = instruction_at(at);
    if (instruction == ret_x30 && at >= fault.counter) {
      return link_register_lost(fault,
                                "the ret at " + code_name(at) +
                                    " goes back into the function, for ever");
    }
    if (instruction == ret_x30 || is_call(instruction) ||
        is_jump(instruction) || may_set_x30(instruction)) {
      return {};
    }
  }
  return {};
}

// si_addr is 0 under qemu-user where no address can be.
std::optional<Violation> access_violation(const Fault& fault) {
  if (!is_code(fault.counter)) return {};
  const std::uint64_t off = fault.stack_pointer % 16;
  if (fault.signal == SIGBUS && off != 0) {
    return Violation{Rule::stack_misaligned,
                     "SP is a multiple of 16 wherever it is used",
                     "SP not 16-byte aligned at " + code_name(fault.counter) +
                         " (off by " + decimal(off) + ")",
                     fault.counter};
  }
  const std::uint64_t base = base_of_access(fault);
  if (fault.signal != SIGSEGV || !is_sentinel(base)) return {};
  return sentinel_access(fault, base, base);
}

}  // namespace heaplab::abi

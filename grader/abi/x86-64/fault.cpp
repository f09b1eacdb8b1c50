#include "abi/fault.hpp"

#include <ucontext.h>

#include "abi/memory.hpp"
#include "abi/running.hpp"
#include "abi/symbols.hpp"
#include "abi/text.hpp"
#include "abi/values.hpp"
#include "abi/x86-64/decode.hpp"

namespace heaplab::abi {
namespace {

constexpr int order[16] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP,
                           REG_RSI, REG_RDI, REG_R8,  REG_R9,  REG_R10, REG_R11,
                           REG_R12, REG_R13, REG_R14, REG_R15};

// The word nearest to `slot` that is a return address; above first, as values
// that are left on the stack are more frequent than values taken too much.
std::optional<std::uint64_t> nearest_return_address(std::uint64_t slot) {
  constexpr std::uint64_t most_words = 16;
  for (std::uint64_t i = 1; i <= most_words; ++i) {
    for (const std::uint64_t at : {slot + 8 * i, slot - 8 * i}) {
      std::uint64_t word = 0;
      if (read_word(at, word) && is_return_address(word)) return at;
    }
  }
  return {};
}

// A ret took `target` from `slot`.
Violation bad_return(const Fault& fault, std::uint64_t slot,
                     std::uint64_t target) {
  const bool is_own = slot == running().entry - pushed_by_call;
  const auto proper = nearest_return_address(slot);
  if (is_own || !proper) return wild_return(fault, target);
  return {Rule::stack_pointer_off, "SP points to the return address at the ret",
          "SP off by " + signed_decimal(slot - *proper) + " at the ret in " +
              code_name(fault.counter) + ": it went to " + hex(target) +
              whose(target),
          fault.counter};
}

// The program counter is where no code is.
Violation lost_counter(const Fault& fault) {
  const std::uint64_t slot = fault.stack_pointer - 8;
  std::uint64_t word = 0;
  if (read_word(slot, word) && word == fault.counter) {
    Fault at_return = fault;
    at_return.counter = function_address();
    return bad_return(at_return, slot, fault.counter);
  }
  if (read_word(fault.stack_pointer, word) && follows_indirect_call(word)) {
    return wild_jump("a call before " + code_name(word), fault.counter,
                     word - 1);
  }
  return wild_jump("a jump", fault.counter, function_address());
}

}  // namespace

Fault read_fault(int signal, const siginfo_t& info, const void* context) {
  const auto& machine =
      static_cast<const ucontext_t*>(context)->uc_mcontext.gregs;
  Fault fault;
  fault.signal = signal;
  fault.code = info.si_code;
  fault.address = reinterpret_cast<std::uint64_t>(info.si_addr);
  fault.counter = static_cast<std::uint64_t>(machine[REG_RIP]);
  for (int i = 0; i < 16; ++i) {
    fault.general[i] = static_cast<std::uint64_t>(machine[order[i]]);
  }
  fault.stack_pointer = fault.general[4];
  fault.frame_pointer = fault.general[5];
  fault.wrote = signal == SIGSEGV && (machine[REG_ERR] & 2) != 0;
  return fault;
}

void continue_at(void* context, std::uint64_t address) {
  static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP] =
      static_cast<greg_t>(address);
}

// e8 with four bytes, or ff /2 with its operand.
bool is_return_address(std::uint64_t address) {
  if (!is_code(address) || !is_code(address - 7)) return false;
  const auto* end = reinterpret_cast<const std::uint8_t*>(address);
  const bool is_checker =
      address == reinterpret_cast<std::uint64_t>(heaplab_abi_returned);
  return is_checker || end[-5] == 0xe8 || follows_indirect_call(address);
}

bool follows_indirect_call(std::uint64_t address) {
  const bool is_checker =
      address == reinterpret_cast<std::uint64_t>(heaplab_abi_returned);
  if (is_checker || !is_code(address) || !is_code(address - 7)) return false;
  const auto* end = reinterpret_cast<const std::uint8_t*>(address);
  for (const int bytes : {2, 3, 4, 6, 7}) {
    if (end[-bytes] == 0xff && (end[1 - bytes] & 0x38) == 0x10) return true;
  }
  return false;
}

// A ret, jump or call to an address that is not canonical faults before it is
// left: the program counter still points to the instruction.
std::optional<Violation> transfer_violation(const Fault& fault) {
  if (!is_code(fault.counter)) return lost_counter(fault);
  const Instruction at = decode(fault.counter, fault.general);
  std::uint64_t word = 0;
  if (at.kind == Instruction::Kind::ret &&
      read_word(fault.stack_pointer, word)) {
    return bad_return(fault, fault.stack_pointer, word);
  }
  if (fault.address != 0 || fault.signal != SIGSEGV) return {};
  if (at.kind == Instruction::Kind::jump) {
    return wild_jump("a jump at " + code_name(fault.counter), at.target,
                     fault.counter);
  }
  if (at.kind == Instruction::Kind::call) {
    return wild_jump("a call at " + code_name(fault.counter), at.target,
                     fault.counter);
  }
  return {};
}

std::optional<Violation> returns_into_itself(const Fault&) { return {}; }

std::optional<Violation> access_violation(const Fault& fault) {
  const Instruction at = decode(fault.counter, fault.general);
  if (at.kind == Instruction::Kind::leave) {
    return Violation{Rule::stack_pointer_off,
                     "rbp points to the function's frame at its leave",
                     "leave at " + code_name(fault.counter) +
                         " sets SP to rbp, which holds " +
                         hex(fault.frame_pointer) + whose(fault.frame_pointer),
                     fault.counter};
  }
  // Where no address can be, the system says 0.
  const bool is_known = fault.address != 0 || at.address == 0;
  if (is_known || !at.has_memory) return {};
  if (at.is_vector && at.address % 16 != 0) {
    return Violation{Rule::stack_misaligned,
                     "a vector instruction has an aligned operand",
                     "the operand at " + hex(at.address) + " of " +
                         code_name(fault.counter) +
                         " is no multiple of 16: SP was misaligned at a call",
                     fault.counter};
  }
  return sentinel_access(fault, at.address, at.base);
}

}  // namespace heaplab::abi

// A signal and the registers at that moment, read by the instruction set.
#pragma once

#include <csignal>
#include <cstdint>
#include <optional>
#include <string>

#include "abi/case.hpp"

namespace heaplab::abi {

struct Fault {
  int signal = 0;
  int code = 0;
  std::uint64_t address = 0;  // si_addr
  std::uint64_t counter = 0;  // the program counter
  std::uint64_t stack_pointer = 0;
  std::uint64_t frame_pointer = 0;
  std::uint64_t general[31] = {};  // in the order of Registers
  bool wrote = false;              // known to be a write
};

Fault read_fault(int signal, const siginfo_t& info, const void* context);
// Goes on at that address once the handler returns.
void continue_at(void* context, std::uint64_t address);

// The instruction before the address is a call; one by register or memory.
bool is_return_address(std::uint64_t address);
bool follows_indirect_call(std::uint64_t address);

// A return, jump or call to where no code is; nothing if it was none.
std::optional<Violation> transfer_violation(const Fault& fault);
// AArch64: a return into the function itself, for ever.
std::optional<Violation> returns_into_itself(const Fault& fault);
// An access to data that this instruction set has more to say about.
std::optional<Violation> access_violation(const Fault& fault);

// Shared by both: "sum3 returns to its caller".
std::string function_returns();
Violation wild_return(const Fault& fault, std::uint64_t target);
// `how` as "a call before map_sum+0x1c"; `from` is an address to look up.
Violation wild_jump(const std::string& how, std::uint64_t target,
                    std::uint64_t from);
// A data access by way of a register that holds a sentinel.
Violation sentinel_access(const Fault& fault, std::uint64_t address,
                          std::uint64_t base);
// Of the function that is being called, where nothing better is known.
std::uint64_t function_address();

}  // namespace heaplab::abi

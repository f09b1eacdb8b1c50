// The few things about an x86-64 instruction that a crash report asks for.
// Source: Intel 64 and IA-32 Architectures Software Developer's Manual,
// volume 2, chapter 2 and appendix A.
#pragma once

#include <cstdint>

namespace heaplab::abi {

struct Instruction {
  enum class Kind : std::uint8_t { other, ret, call, jump, leave };
  Kind kind = Kind::other;
  std::uint64_t target = 0;  // of an indirect call or jump
  bool has_memory = false;   // an operand in memory
  std::uint64_t address = 0;
  std::uint64_t base = 0;  // its base register
  bool is_vector = false;  // of the two-byte opcodes
};

// At an address of code, with the general registers by their encoding.
Instruction decode(std::uint64_t address, const std::uint64_t* general);

}  // namespace heaplab::abi

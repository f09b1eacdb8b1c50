// The registers of AArch64 as the assembly saves and loads them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "abi/aarch64/layout.h"

namespace heaplab::abi {

struct Registers {
  std::uint64_t general[31];  // x0 to x30
  std::uint64_t sp;
  std::uint64_t vectors[32][2];
  std::uint64_t flags;  // NZCV
  std::uint64_t fpcr;

  std::uint64_t& stack_pointer() { return sp; }
  std::uint64_t stack_pointer() const { return sp; }
};

static_assert(offsetof(Registers, sp) == ABI_SP);
static_assert(offsetof(Registers, vectors) == ABI_V);
static_assert(offsetof(Registers, flags) == ABI_FLAGS);
static_assert(offsetof(Registers, fpcr) == ABI_FPCR);
static_assert(sizeof(Registers) == ABI_REGISTERS_SIZE);

// What the call instruction pushes.
inline constexpr std::size_t pushed_by_call = 0;

}  // namespace heaplab::abi

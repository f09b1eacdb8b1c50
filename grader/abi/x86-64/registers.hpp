// The registers of x86-64 as the assembly saves and loads them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "abi/x86-64/layout.h"

namespace heaplab::abi {

struct Registers {
  std::uint64_t general[16];
  std::uint64_t vectors[16][2];
  std::uint64_t flags;
  std::uint64_t mxcsr;
  std::uint64_t x87_control;
  std::uint64_t x87_environment[4];  // fnstenv: the tag word is at byte 8

  std::uint64_t& stack_pointer() { return general[4]; }
  std::uint64_t stack_pointer() const { return general[4]; }
};

static_assert(offsetof(Registers, vectors) == ABI_XMM);
static_assert(offsetof(Registers, flags) == ABI_FLAGS);
static_assert(offsetof(Registers, mxcsr) == ABI_MXCSR);
static_assert(offsetof(Registers, x87_control) == ABI_X87_CONTROL);
static_assert(offsetof(Registers, x87_environment) == ABI_X87_ENVIRONMENT);
static_assert(sizeof(Registers) == ABI_REGISTERS_SIZE);

// What the call instruction pushes.
inline constexpr std::size_t pushed_by_call = 8;

}  // namespace heaplab::abi

// An entry for a new context that looks at the processor before any compiled
// code runs: the stack pointer, the frame pointer and the floating-point
// control as they are in its first instruction.
#pragma once

#include <cstdint>

#include "context.hpp"

struct Arrival {
  std::uint64_t stack_pointer;
  std::uint64_t frame_pointer;
  std::uint64_t argument;
  std::uint64_t
      float_control;  // MXCSR, and the x87 control word above it; FPCR
};

#if defined(__x86_64__)
inline constexpr const char* stack_pointer_name = "rsp";
inline constexpr const char* frame_pointer_name = "rbp";
inline constexpr const char* float_control_name = "x87 control word and MXCSR";
inline constexpr std::uint64_t entry_misalignment = 8;
inline constexpr const char* entry_alignment_text = "a multiple of 16, plus 8";
#elif defined(__aarch64__)
inline constexpr const char* stack_pointer_name = "sp";
inline constexpr const char* frame_pointer_name = "x29";
inline constexpr const char* float_control_name = "FPCR";
inline constexpr std::uint64_t entry_misalignment = 0;
inline constexpr const char* entry_alignment_text = "a multiple of 16";
#endif

// Notes what it arrives with, aligns the stack, and calls the body of the place
// on whose stack it runs: see context_switch_places.hpp.
extern "C" void heaplab_probe_entry(void* argument);
extern "C" Arrival heaplab_probe_arrival;
extern "C" [[noreturn]] void heaplab_probe_arrived();

// The newest.
inline const Arrival& arrival() { return heaplab_probe_arrival; }

// Sets a rounding that is not the usual one. Returns what
// Arrival::float_control is with it.
std::uint64_t set_odd_float_control();
void reset_float_control();

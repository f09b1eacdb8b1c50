// The contract of exercise structs: how structs travel by value, and how a
// variadic function finds its arguments.
// Sources: System V AMD64 psABI, 3.2.3 and 3.5.7; AAPCS64, 6.8 and appendix A
// (va_list); Itanium C++ ABI, 3.1.2.3 (types that are not trivial for calls).
#pragma once

#include <cstddef>
#include <cstdint>

// --- Part 1: classify -------------------------------------------------------

enum class Kind : std::uint8_t {
  integer,      // bool, char, short, int, long, __int128, pointers, enums
  float32,      // float
  float64,      // double
  long_double,  // x86-64: x87 extended; AArch64: 128 bits, as float is 32
};

// One scalar of a struct. Nested structs and arrays are taken apart: an array
// of three floats is three fields.
struct Field {
  Kind kind;
  bool bit_field;  // then offset and bytes are of the bytes that hold its bits
  std::size_t offset;
  std::size_t bytes;  // also its alignment, unless the struct is packed
};

struct StructType {
  std::size_t bytes;  // sizeof
  const Field* fields;
  std::size_t field_count;  // at least 1
  // Its copy and move constructors and its destructor are the implicit ones, of
  // all its members too.
  bool trivial;
};

// How a struct arrives as the first argument of a function, all registers still
// free.
enum class Travels : std::uint8_t {
  in_registers,
  on_stack,    // its bytes, copied
  by_pointer,  // the address of a copy, in the first integer register
};

enum class RegisterKind : std::uint8_t {
  integer,   // rdi, rsi …;   x0, x1 …
  floating,  // xmm0, xmm1 …; v0, v1 …
};

struct Passing {
  Travels travels;
  std::size_t count;          // of registers; 0 unless it travels in registers
  RegisterKind registers[4];  // each, from the struct's first byte on
};

extern "C" {
// Both compile on both machines; the kit asks the one of its own.
Passing classify_x86_64(const StructType& type);
Passing classify_aarch64(const StructType& type);
}

// --- Part 2: without their types --------------------------------------------
//
// Two functions of which the kit knows
//
//   struct Triple { long a, b, c; };
//   long weigh_triple(Triple t, long k);          // t.a + k * t.b + k * k *
//   t.c Triple make_triple(long first, long step);    // {first, first + step,
//                                                 //  first + 2 * step}
// and that it calls as such. Write them with parameters and results of 8 bytes
// only, long or long*, so that they take their arguments where these arrive and
// leave the result where it is expected: extern "C", in structs.cpp, with #if
// defined(__x86_64__) where the two instruction sets differ. make_triple is for
// x86-64 alone: C++ has no word for x8.

// --- Part 3: a va_list by hand ----------------------------------------------

// What va_start(3) fills: va_list, with its real layout.
#if defined(__x86_64__)
struct VaList {
  std::uint32_t gp_offset;  // of the next integer register in the save area
  std::uint32_t fp_offset;  // of the next vector register there, 16 bytes each
  const std::byte* overflow_arg_area;  // the next argument on the stack
  const std::byte* reg_save_area;      // rdi … r9, then xmm0 … xmm7
};
#elif defined(__aarch64__)
struct VaList {
  const std::byte* stack;   // the next argument on the stack
  const std::byte* gr_top;  // end of the saved x0 … x7
  const std::byte* vr_top;  // end of the saved v0 … v7, 16 bytes each
  std::int32_t gr_offs;     // negative: where the next integer register is
  std::int32_t vr_offs;     // negative: where the next vector register is
};
#endif

extern "C" {
// Argument number `n`, from 0, of those that the list is about to deliver.
// `kinds` has a letter for each of them: i int, l long, d double. Returns its
// 8 bytes, an int with its sign extended; the upper half of its slot is junk.
// Without va_arg, and without changing the list.
std::uint64_t nth_argument(const VaList& list, const char* kinds,
                           std::size_t n);
}

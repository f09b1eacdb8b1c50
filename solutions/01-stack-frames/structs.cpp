// How structs travel by value on both instruction sets, and what va_arg does.
#include "structs.hpp"

// [solution
#include <cstring>

namespace {

constexpr std::size_t word = 8;
constexpr std::size_t most_bytes_in_registers = 16;
constexpr std::size_t most_members = 4;  // of a homogeneous aggregate

constexpr Passing by_pointer{Travels::by_pointer, 0, {}};
constexpr Passing on_stack{Travels::on_stack, 0, {}};

std::size_t words_of(std::size_t bytes) { return (bytes + word - 1) / word; }

bool is_unaligned(const Field& field) {
  return !field.bit_field && field.offset % field.bytes != 0;
}

// psABI 3.2.3: an eightbyte with any integer in it is INTEGER.
void add_integer(Passing& passing, const Field& field) {
  const std::size_t last = (field.offset + field.bytes - 1) / word;
  for (std::size_t k = field.offset / word; k <= last; ++k)
    passing.registers[k] = RegisterKind::integer;
}

// AAPCS64 5.9.5: one to four members, all of one floating-point type.
bool is_homogeneous(const StructType& type) {
  if (type.field_count > most_members) return false;
  for (std::size_t k = 0; k < type.field_count; ++k) {
    const Kind kind = type.fields[k].kind;
    if (kind == Kind::integer || kind != type.fields[0].kind) return false;
  }
  return true;
}

}  // namespace
// solution]
// [starter
// static constexpr Passing not_yet{Travels::in_registers, 0, {}};
// starter]

extern "C" Passing classify_x86_64(const StructType& type) {
  // [solution
  if (!type.trivial) return by_pointer;
  if (type.bytes > most_bytes_in_registers) return on_stack;
  Passing passing{Travels::in_registers, words_of(type.bytes), {}};
  for (RegisterKind& kind : passing.registers) kind = RegisterKind::floating;
  for (std::size_t k = 0; k < type.field_count; ++k) {
    const Field& field = type.fields[k];
    if (field.kind == Kind::long_double || is_unaligned(field)) return on_stack;
    if (field.kind == Kind::integer) add_integer(passing, field);
  }
  return passing;
  // solution]
  // [starter
  // return type.bytes > 0 ? not_yet : Passing{};  // TODO
  // starter]
}

extern "C" Passing classify_aarch64(const StructType& type) {
  // [solution
  if (!type.trivial) return by_pointer;
  Passing passing{Travels::in_registers, type.field_count, {}};
  if (is_homogeneous(type)) {
    for (RegisterKind& kind : passing.registers) kind = RegisterKind::floating;
    return passing;
  }
  if (type.bytes > most_bytes_in_registers) return by_pointer;
  passing.count = words_of(type.bytes);
  return passing;
  // solution]
  // [starter
  // return type.bytes > 0 ? not_yet : Passing{};  // TODO
  // starter]
}

// [solution
#if defined(__x86_64__)
// The copy stands on the stack, where a seventh integer argument would.
extern "C" long weigh_triple(long k, long, long, long, long, long, long a,
                             long b, long c) {
  return a + k * b + k * k * c;
}

// The place of the result comes first, and goes back in rax.
extern "C" long* make_triple(long* result, long first, long step) {
  for (long k = 0; k < 3; ++k) result[k] = first + k * step;
  return result;
}
#else
extern "C" long weigh_triple(const long* t, long k) {
  return t[0] + k * t[1] + k * k * t[2];
}
#endif
// solution]
// [starter
// // TODO: the parameters as they really arrive.
// extern "C" long weigh_triple() { return 0; }
//
// #if defined(__x86_64__)
// // TODO: the parameters, and a result.
// extern "C" void make_triple() {}
// #endif
// starter]

// [solution
namespace {

// Takes the next argument, as va_arg does.
#if defined(__x86_64__)
const std::byte* take(VaList& list, bool real) {
  std::uint32_t& offset = real ? list.fp_offset : list.gp_offset;
  const std::uint32_t end = real ? 6 * 8 + 8 * 16 : 6 * 8;
  if (offset < end) {
    const std::byte* taken = list.reg_save_area + offset;
    offset += real ? 16 : 8;
    return taken;
  }
  const std::byte* taken = list.overflow_arg_area;
  list.overflow_arg_area += word;
  return taken;
}
#else
const std::byte* take(VaList& list, bool real) {
  std::int32_t& offset = real ? list.vr_offs : list.gr_offs;
  if (offset < 0) {
    const std::byte* taken = (real ? list.vr_top : list.gr_top) + offset;
    offset += real ? 16 : 8;
    return taken;
  }
  const std::byte* taken = list.stack;
  list.stack += word;
  return taken;
}
#endif

}  // namespace

// solution]
extern "C" std::uint64_t nth_argument(const VaList& list, const char* kinds,
                                      std::size_t n) {
  // [solution
  VaList rest = list;
  const std::byte* found = nullptr;
  for (std::size_t k = 0; k <= n; ++k) found = take(rest, kinds[k] == 'd');
  if (kinds[n] == 'i') {
    std::int32_t narrow;
    std::memcpy(&narrow, found, sizeof(narrow));
    return static_cast<std::uint64_t>(std::int64_t{narrow});
  }
  std::uint64_t wide;
  std::memcpy(&wide, found, sizeof(wide));
  return wide;
  // solution]
  // [starter
  // static_cast<void>(list);
  // static_cast<void>(kinds);
  // return n - n;  // TODO
  // starter]
}

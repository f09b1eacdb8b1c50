// How structs travel by value on both instruction sets, and what va_arg does.
#include "structs.hpp"

static constexpr Passing not_yet{Travels::in_registers, 0, {}};

extern "C" Passing classify_x86_64(const StructType& type) {
  return type.bytes > 0 ? not_yet : Passing{};  // TODO
}

extern "C" Passing classify_aarch64(const StructType& type) {
  return type.bytes > 0 ? not_yet : Passing{};  // TODO
}

// TODO: the parameters as they really arrive.
extern "C" long weigh_triple() { return 0; }

#if defined(__x86_64__)
// TODO: the parameters, and a result.
extern "C" void make_triple() {}
#endif

extern "C" std::uint64_t nth_argument(const VaList& list, const char* kinds,
                                      std::size_t n) {
  static_cast<void>(list);
  static_cast<void>(kinds);
  return n - n;  // TODO
}

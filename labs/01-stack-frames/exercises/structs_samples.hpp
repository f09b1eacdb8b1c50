// The struct types of exercise structs: what a student's function is told of
// each, and how a function of that type is called.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "structs.hpp"

namespace heaplab::abi {

// What stands behind the struct in the call: where these arrive tells how many
// registers the struct took.
inline constexpr std::uint64_t integer_marker = 0x6d61726b65722d31;
inline constexpr double float_marker = 1234.5678;

struct Sample {
  std::string text;  // "struct { int a; float b; }"
  std::size_t bytes;
  bool trivial;
  std::vector<Field> fields;
  // Calls function(T, integer_marker, float_marker); `value` holds T's bytes.
  void (*pass)(const void* function, const std::byte* value);

  StructType type() const {
    return {bytes, fields.data(), fields.size(), trivial};
  }
};

// Groups of types, and all of them together.
std::vector<Sample> integer_samples();
std::vector<Sample> float_samples();
std::vector<Sample> mixed_samples();
std::vector<Sample> large_samples();
std::vector<Sample> packed_samples();
std::vector<Sample> nontrivial_samples();
std::vector<Sample> wide_samples();
std::vector<Sample> all_samples();

template <typename T>
void pass_by_value(const void* function, const std::byte* value) {
  T argument;
  __builtin_memcpy(static_cast<void*>(&argument), value, sizeof(T));
  using Function = void (*)(T, std::uint64_t, double);
  reinterpret_cast<Function>(const_cast<void*>(function))(
      argument, integer_marker, float_marker);
}

template <typename T>
constexpr Kind kind_of() {
  if (std::is_same_v<T, float>) return Kind::float32;
  if (std::is_same_v<T, double>) return Kind::float64;
  if (std::is_same_v<T, long double>) return Kind::long_double;
  return Kind::integer;
}

template <typename T>
Field field_at(std::size_t offset) {
  return {kind_of<T>(), false, offset, sizeof(T)};
}

template <typename T>
Sample sample(std::string text, std::vector<Field> fields) {
  return {std::move(text), sizeof(T), std::is_trivially_copyable_v<T>,
          std::move(fields), pass_by_value<T>};
}

}  // namespace heaplab::abi

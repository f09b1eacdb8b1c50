#include "abi/text.hpp"

#include <cinttypes>
#include <cstdio>

namespace heaplab::abi {

std::string hex(std::uint64_t value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%" PRIx64, value);
  return text;
}

std::string decimal(std::uint64_t value) { return std::to_string(value); }

std::string signed_decimal(std::uint64_t value) {
  const auto number = static_cast<std::int64_t>(value);
  return (number < 0 ? "" : "+") + std::to_string(number);
}

std::string number(std::uint64_t value) {
  constexpr std::int64_t limit = 1'000'000'000'000;
  const auto as_signed = static_cast<std::int64_t>(value);
  if (as_signed > limit || as_signed < -limit) return hex(value);
  return std::to_string(as_signed);
}

std::string plural(std::uint64_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace heaplab::abi

// Numbers and names in messages.
#pragma once

#include <cstdint>
#include <string>

namespace heaplab::abi {

std::string hex(std::uint64_t value);             // "0x2a"
std::string decimal(std::uint64_t value);         // "42"
std::string signed_decimal(std::uint64_t value);  // "+8", "-16"
// "-5" for what is small as a signed number, otherwise as hex() does.
std::string number(std::uint64_t value);
std::string plural(std::uint64_t count, const char* noun);  // "2 words"

}  // namespace heaplab::abi

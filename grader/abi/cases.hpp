// The registered cases and their random numbers, for the program.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "abi/case.hpp"

namespace heaplab::abi {

std::vector<Case>& registered_cases();

// For random() and the sentinels of the checker.
void seed_case(std::uint64_t seed, std::string_view id);

}  // namespace heaplab::abi

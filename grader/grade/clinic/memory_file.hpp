// What each test of a program needs of the allocator, as the solution needs it:
// memory.toml.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "grade/clinic/program.hpp"

namespace heaplab::grade::clinic {

// Adds what the file holds. Throws InputError.
void read_memory(const std::filesystem::path& file,
                 std::map<std::string, Memory>& memory);

std::string memory_text(const std::map<std::string, Memory>& memory);

}  // namespace heaplab::grade::clinic

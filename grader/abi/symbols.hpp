// The functions of this program by name, from its own symbol table. The table
// is read once, at the start: later there may be no permission to open files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace heaplab::abi {

// Without a readable file nothing has a name.
void read_symbols();
bool have_symbols();

// Whether the program defines a function of that name.
bool is_defined(std::string_view name);
// In the program's code.
bool is_code(std::uint64_t address);
// "map_sum+0x1c"; the address where no symbol is known.
std::string code_name(std::uint64_t address);
// Of the function that the address is in; 0: unknown.
std::uint64_t function_start(std::uint64_t address);

}  // namespace heaplab::abi

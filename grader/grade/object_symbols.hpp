// The symbols of a relocatable object, of any instruction set.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace heaplab::grade {

struct ObjectSymbols {
  std::vector<std::string> defined;    // global or weak
  std::vector<std::string> undefined;  // in order of appearance
  // Of those that are defined: what a C++ compiler writes into every object
  // that uses it, and a linker takes once.
  std::vector<std::string> vague;
};

// From what `readelf -sW` prints.
ObjectSymbols read_symbols(std::string_view table);

// Whether a compiler may refer to it by itself, in C++ code that never names
// it: memcpy, __stack_chk_fail, …
bool is_of_the_compiler(std::string_view symbol);

// As a person reads it: "push(int)" for "_Z4pushi".
std::string demangled(const std::string& symbol);

}  // namespace heaplab::grade

#include "grade/object_symbols.hpp"

#include <cxxabi.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <sstream>

#include "trace/printable.hpp"

namespace heaplab::grade {
namespace {

constexpr std::string_view compilers_own[] = {
    "_GLOBAL_OFFSET_TABLE_",
    "memcpy",
    "memmove",
    "memset",
    "memcmp",
    "__gxx_personality_v0",
    "_Unwind_Resume",
    "__stack_chk_fail",
    "__stack_chk_guard",
    "__assert_fail",
    "__tls_get_addr",
    "DW.ref.__gxx_personality_v0",
};

}  // namespace

// "     6: 0000000000000000     0 NOTYPE  GLOBAL DEFAULT  UND malloc"
ObjectSymbols read_symbols(std::string_view table) {
  ObjectSymbols symbols;
  std::istringstream lines{std::string(table)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string number, value, size, type, bind, visibility, section, name;
    words >> number >> value >> size >> type >> bind >> visibility >> section;
    // AArch64 marks variants of the calling convention here.
    while (section.starts_with('[') && words >> section) continue;
    words >> name;
    if (name.empty() || (bind != "GLOBAL" && bind != "WEAK")) continue;
    const bool is_undefined = section == "UND";
    if (!is_undefined && bind == "WEAK" && name.starts_with("_Z"))
      symbols.vague.push_back(name);
    (is_undefined ? symbols.undefined : symbols.defined).push_back(name);
  }
  return symbols;
}

bool is_of_the_compiler(std::string_view symbol) {
  return std::find(std::begin(compilers_own), std::end(compilers_own),
                   symbol) != std::end(compilers_own);
}

std::string demangled(const std::string& symbol) {
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(
      abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, &status),
      &std::free);
  return trace::printable(status == 0 ? name.get() : symbol);
}

}  // namespace heaplab::grade

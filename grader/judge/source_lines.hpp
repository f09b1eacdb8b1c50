// Addresses in a submission's object as lines of its source.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace heaplab::judge {

struct CodeAddress {
  std::uint64_t offset;    // from where the object is loaded
  bool is_return = false;  // the call is the instruction before
};

// "allocator.cpp:57 in List::deallocate(void*)", a line each, innermost first;
// code of the kit's own and of system headers is left out. Empty where nothing
// is known (no debug information, no addr2line).
std::string source_lines(const std::filesystem::path& object,
                         const std::vector<CodeAddress>& addresses);

}  // namespace heaplab::judge

#include "grade/diagnosis/folder_name.hpp"

#include <fmt/format.h>

#include <cctype>

#include "grade/student_seed.hpp"

namespace heaplab::grade::diagnosis {

std::string folder_name(std::string_view student) {
  std::string name(student);
  bool changed = name.empty() || name.front() == '.';
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' ||
        c == '_' || c == '.')
      continue;
    c = '_';
    changed = true;
  }
  // Two ids that differ must not meet in one folder.
  return changed ? fmt::format("_{}-{:08x}", name,
                               student_seed(student) & 0xffffffff)
                 : name;
}

}  // namespace heaplab::grade::diagnosis

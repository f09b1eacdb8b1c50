#include "grade/student_seed.hpp"

namespace heaplab::grade {

// FNV-1a (Fowler, Noll, Vo).
std::uint64_t student_seed(std::string_view student) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : student) {
    const bool upper = c >= 'A' && c <= 'Z';
    hash ^= static_cast<unsigned char>(upper ? c - 'A' + 'a' : c);
    hash *= 0x100000001b3;
  }
  return hash;
}

}  // namespace heaplab::grade

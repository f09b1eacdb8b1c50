#include "valgrind/error.hpp"

#include <algorithm>
#include <iterator>

namespace heaplab::valgrind {
namespace {

struct KindName {
  std::string_view name;
  ErrorKind kind;
};

constexpr KindName names[] = {
    {"InvalidRead", ErrorKind::invalid_read},
    {"InvalidWrite", ErrorKind::invalid_write},
    {"InvalidJump", ErrorKind::invalid_jump},
    {"InvalidFree", ErrorKind::invalid_free},
    {"MismatchedFree", ErrorKind::mismatched_free},
    {"Overlap", ErrorKind::overlap},
    {"UninitCondition", ErrorKind::uninitialised_condition},
    {"UninitValue", ErrorKind::uninitialised_value},
    {"SyscallParam", ErrorKind::syscall_parameter},
    {"ClientCheck", ErrorKind::client_check},
    {"InvalidMemPool", ErrorKind::invalid_memory_pool},
    {"FishyValue", ErrorKind::fishy_value},
    {"ReallocSizeZero", ErrorKind::realloc_size_zero},
    {"InvalidAlignment", ErrorKind::bad_alignment},
    {"InvalidSize", ErrorKind::bad_size},
    {"InvalidSizeAndAlignment", ErrorKind::bad_size},
    {"MismatchedAllocateDeallocateSize", ErrorKind::size_mismatch},
    {"MismatchedAllocateDeallocateAlignment", ErrorKind::alignment_mismatch},
    {"Leak_DefinitelyLost", ErrorKind::definitely_lost},
    {"Leak_IndirectlyLost", ErrorKind::indirectly_lost},
    {"Leak_PossiblyLost", ErrorKind::possibly_lost},
    {"Leak_StillReachable", ErrorKind::still_reachable},
    {"FdNotClosed", ErrorKind::descriptor_not_closed},
    {"FdBadClose", ErrorKind::descriptor_closed_twice},
    {"FdBadUse", ErrorKind::descriptor_bad_use},
};

}  // namespace

ErrorKind error_kind_from_name(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(names), std::end(names),
                   [name](const KindName& one) { return one.name == name; });
  return found == std::end(names) ? ErrorKind::other : found->kind;
}

bool is_leak(ErrorKind kind) {
  return kind == ErrorKind::definitely_lost ||
         kind == ErrorKind::indirectly_lost ||
         kind == ErrorKind::possibly_lost || kind == ErrorKind::still_reachable;
}

}  // namespace heaplab::valgrind

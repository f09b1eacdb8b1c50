// One error of Memcheck, as its XML report tells it: the format is described in
// docs/internals/xml-output-protocol4.txt to protocol6.txt of Valgrind's
// source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace heaplab::valgrind {

enum class ErrorKind : std::uint8_t {
  invalid_read,
  invalid_write,
  invalid_jump,
  invalid_free,
  mismatched_free,
  overlap,  // source and destination of memcpy() and its relatives
  uninitialised_condition,
  uninitialised_value,  // as an address, mostly
  syscall_parameter,    // uninitialised, or not addressable
  client_check,         // VALGRIND_CHECK_MEM_IS_… found it
  invalid_memory_pool,
  fishy_value,        // a size that is negative, read as signed
  realloc_size_zero,  // since Valgrind 3.21
  bad_alignment,      // of an aligned allocation; since 3.21
  bad_size,
  size_mismatch,       // sized delete; since 3.22
  alignment_mismatch,  // aligned delete
  definitely_lost,
  indirectly_lost,  // reached only from a block that is lost
  possibly_lost,    // only a pointer into its middle is left
  still_reachable,
  descriptor_not_closed,  // since 3.23, with --track-fds
  descriptor_closed_twice,
  descriptor_bad_use,
  other,  // a kind that is not in this list; Error::kind_name has its name
};

// "InvalidRead" gives invalid_read; `other` for a name that is not known.
ErrorKind error_kind_from_name(std::string_view name);
bool is_leak(ErrorKind kind);

// All texts are made safe for a terminal (trace/printable.hpp). Empty texts and
// 0 where the report does not tell.
struct Frame {
  std::uint64_t address = 0;
  std::string function;    // demangled: "csv::Reader::next()"
  std::string folder;      // of the source file, as the compiler was given it
  std::string file;        // "csv.cpp"
  std::uint32_t line = 0;  // 0: not known
  std::string object;      // path of the program or library
};

// Innermost frame first. A stack without frames has a caption: "Address 0x0 is
// not stack'd, malloc'd or (recently) free'd".
struct Stack {
  std::string caption;  // what stands before it; empty for where it happened
  std::vector<Frame> frames;
};

struct Error {
  ErrorKind kind = ErrorKind::other;
  std::string kind_name;      // as it stands in the report
  std::string what;           // "Invalid write of size 1"
  std::vector<Stack> stacks;  // where it happened, then what it is about
  std::uint64_t leaked_bytes = 0;
  std::uint64_t leaked_blocks = 0;
  std::uint64_t thread = 0;  // Valgrind's number of it, from 1
  std::int64_t descriptor = -1;
  std::string path;          // of that descriptor
  std::uint64_t unique = 0;  // its number in the report
  std::uint64_t count = 1;   // times that it happened, once that is told
};

}  // namespace heaplab::valgrind

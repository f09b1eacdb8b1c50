// What Memcheck says of an address, read from its sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "grade/memory/block_access.hpp"
#include "valgrind/error.hpp"

namespace heaplab::grade {

// What kind of memory an address lies in, where it is no block's.
enum class Nowhere : std::uint8_t {
  unknown,
  null_page,    // below 64 KiB
  stack,        // of a thread
  below_stack,  // no function's any more
  named,        // "data symbol \"table\""
};

struct AddressNote {
  std::uint64_t address = 0;
  Nowhere nowhere = Nowhere::unknown;
  std::string text;  // "is on thread 1's stack", without "Address 0x…"
};

// "Address 0x4a4304a is 0 bytes after a block of size 10 alloc'd", with the
// stacks that stand after it; `accessed`, `kind` and `bytes` are left alone.
std::optional<BlockAccess> block_of(const valgrind::Error& error,
                                    const StudentFiles& files);
std::optional<AddressNote> address_of(const valgrind::Error& error);

// 4 of "Invalid read of size 4"; 0 where there is none.
std::uint64_t size_in(const std::string& what);

}  // namespace heaplab::grade

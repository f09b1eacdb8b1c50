// What judge and player tell each other about calls at a debugging allocator; a
// part of player/protocol.hpp.
#pragma once

#include <cstddef>
#include <cstdint>

namespace heaplab::player {

// A call at a debugging allocator. The names of its files stand in the request
// too, each twice: one name may have several addresses.
inline constexpr std::size_t most_site_files = 17;
inline constexpr std::size_t site_name_bytes = 112;
struct SiteFile {
  char name[2][site_name_bytes];
};

struct MemoryRequest {
  std::uint64_t payload = 0;
  std::uint64_t count = 1;  // memory_allocate_zeroed
  std::uint64_t bytes = 0;
  std::uint64_t sized = ~std::uint64_t{0};  // memory_deallocate: unsized
  std::uint64_t alignment = 16;
  std::uint32_t family = 0;  // a heaplab::Family
  std::uint32_t file = 0;    // index into Request::site_files
  std::uint32_t line = 0;
  std::uint32_t copy = 0;  // of the name: 0 or 1
};

// Of an operation of a misuse trace, what a TimedOperation has no room for: a
// player under a debugger performs them by itself.
struct MisuseStep {
  std::uint64_t alignment;  // these three as in a trace::Operation
  std::uint32_t second;
  std::uint32_t source_slot;
  std::int64_t source_offset;
  std::uint32_t file;  // of its site, as in a MemoryRequest
  std::uint32_t line;
};

// What `write` writes in place of a byte: never the same, nor what an allocator
// fills with.
constexpr std::uint8_t misuse_byte(std::uint8_t was, std::uint64_t k) {
  const auto byte = static_cast<std::uint8_t>('A' + k % 26);
  return byte == was ? static_cast<std::uint8_t>(byte + 32) : byte;
}

// Whose name a site has: 0 none, k the file k - 1 of the request, and else:
inline constexpr std::uint32_t file_of_object = 0xfffffffe;  // text in it
inline constexpr std::uint32_t unknown_file = 0xffffffff;

struct SiteRecord {
  std::uint32_t file;
  std::uint32_t line;
};

// A MemoryError, as it was reported.
struct ErrorRecord {
  std::uint64_t kind;
  std::uint64_t payload;
  std::uint64_t bytes;
  std::int64_t offset;
  SiteRecord allocated, freed, detected;
};
inline constexpr std::size_t most_errors = 256;

}  // namespace heaplab::player

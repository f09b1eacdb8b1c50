// An access to a block of the heap, or beside one, whoever noticed it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "grade/memory/place.hpp"
#include "judge/finding.hpp"

namespace heaplab::grade {

enum class AccessKind : std::uint8_t { read, write, free };

struct BlockAccess {
  AccessKind kind = AccessKind::read;
  std::uint64_t bytes = 0;        // of the access; 0: an address only
  std::int64_t offset = 0;        // of its first byte from the block's first
  std::uint64_t block_bytes = 0;  // as it was asked for
  bool is_freed = false;
  Place accessed;
  Place allocated;
  Place freed;
};

// "reads 4 bytes", "writes 1 byte"
std::string access_text(AccessKind kind, std::uint64_t bytes);

// "just after a block of 12 bytes that csv.cpp:41 allocated",
// "3 bytes before a block …", "at byte 3 of a block of 12 bytes that
// csv.cpp:41 allocated and csv.cpp:44 freed"
std::string beside_block(const BlockAccess& access);

// "csv.cpp:41 in csv::make allocated it by malloc"
std::string step_text(const Place& place, const std::string& what);

// Who allocated, who freed, who accessed: in that order.
std::vector<std::string> block_steps(const BlockAccess& access);

// The block's bytes in rows of sixteen, and those accessed.
std::string draw_block(const BlockAccess& access);

// Both of these in a finding.
void show_block(judge::Finding& finding, const BlockAccess& access);

}  // namespace heaplab::grade

// Blocks with a header, for what has no size class of its own: long blocks,
// rare sizes, and the runs that cells of one size are cut from.
//
//   | fence |  tag payload ......  |  tag next previous ... bytes  | fence |
//              an allocated block     a free block                  heap end
//
// Invariants, for every block b and its right neighbour next(b):
//   bytes(b) % 16 = 0,  bytes(b) >= 32
//   payload(b) = b + 8,  payload(b) % 16 = 0
//   next(b)    = b + bytes(b)
//   free(b)   => the last 8 bytes of b hold bytes(b), and not free(next(b))
//   left_is_free(next(b)) = free(b)
//
// Boundary tags without a footer in allocated blocks: Knuth, The Art of
// Computer Programming, volume 1, section 2.5, exercise 19.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "allocator.hpp"

namespace size_classes {

struct Block {
  std::size_t tag;  // bytes, and the bits below
  Block* next;      // in the list of its bin; in free blocks only
  Block* previous;  // nullptr for the first of its bin
};

enum TagBits : std::size_t {
  allocated_bit = 1,
  left_is_free_bit = 2,
  run_bit = 4,    // its payload is a run of cells
  table_bit = 8,  // its payload is the table of runs
  all_tag_bits = 15,
};
inline constexpr std::size_t tag_bytes = sizeof(std::size_t);
inline constexpr std::size_t minimum_block_bytes = sizeof(Block) + tag_bytes;

template <typename T = Block>
T* at(const void* address, std::size_t offset) {
  auto* const bytes = static_cast<std::byte*>(const_cast<void*>(address));
  return reinterpret_cast<T*>(bytes + offset);
}
inline std::uintptr_t address_of(const void* at) {
  return reinterpret_cast<std::uintptr_t>(at);
}
inline constexpr std::size_t round_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) & ~(unit - 1);
}

inline std::size_t block_bytes(const Block* b) {
  return b->tag & ~std::size_t{all_tag_bits};
}
inline bool block_has(const Block* b, TagBits bit) {
  return (b->tag & bit) != 0;
}
inline bool block_is_free(const Block* b) {
  return !block_has(b, allocated_bit);
}
inline void* block_payload(const Block* b) { return at<void>(b, tag_bytes); }
inline Block* block_of(const void* payload) {
  return at(payload, 0 - tag_bytes);
}
inline std::size_t block_payload_bytes(const Block* b) {
  return block_bytes(b) - tag_bytes;
}
inline Block* block_next(const Block* b) { return at(b, block_bytes(b)); }
inline std::size_t& block_footer(const Block* b) {
  return *at<std::size_t>(b, block_bytes(b) - tag_bytes);
}
// Only where the left neighbour is free.
inline Block* block_left(const Block* b) {
  return at(b, 0 - *at<std::size_t>(b, 0 - tag_bytes));
}

inline std::size_t block_bytes_for(std::size_t payload_bytes) {
  return std::max(minimum_block_bytes, round_up(payload_bytes + tag_bytes, 16));
}

// How many bytes to leave at the start of `b` for an aligned payload: 0, or
// enough for a block.
inline std::size_t block_gap(const Block* b, std::size_t alignment) {
  const std::size_t gap = (0 - address_of(block_payload(b))) & (alignment - 1);
  return gap == 0 || gap >= minimum_block_bytes ? gap : gap + alignment;
}

}  // namespace size_classes

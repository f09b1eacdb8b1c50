// A heap with free lists as the grader holds it: a copy of its bytes, and its
// addresses as numbers that nothing follows without looking first. The form is
// that of heaplab/heap_image.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace heaplab::heaps {

inline constexpr std::uint64_t word_bytes = 8;
inline constexpr std::uint64_t alignment_bytes = 16;
inline constexpr std::uint64_t smallest_block_bytes = 32;
inline constexpr std::uint64_t allocated_bit = 1;
inline constexpr std::uint64_t previous_allocated_bit = 2;

// Within a free block, in bytes from its header.
inline constexpr std::uint64_t next_offset = 8;
inline constexpr std::uint64_t previous_offset = 16;

inline constexpr std::uint64_t length_of(std::uint64_t header) {
  return header & ~(allocated_bit | previous_allocated_bit);
}

struct Image {
  std::uint64_t base = 0;  // the address that bytes[0] stands for
  std::vector<std::byte> bytes;
  std::uint64_t begin = 0;              // address of the first block's header
  std::uint64_t end = 0;                // address of the end marker
  std::vector<std::uint64_t> heads;     // addresses; 0: an empty list
  std::vector<std::uint64_t> minimums;  // bytes, as many as heads

  // The word at `address` and all of its bytes lie in the copy.
  bool has_word(std::uint64_t address) const {
    return address >= base && address - base <= bytes.size() &&
           bytes.size() - (address - base) >= word_bytes;
  }
  // Only where has_word().
  std::uint64_t word(std::uint64_t address) const {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes.data() + (address - base), word_bytes);
    return value;
  }
  void set_word(std::uint64_t address, std::uint64_t value) {
    std::memcpy(bytes.data() + (address - base), &value, word_bytes);
  }
};

// The list that a free block of `bytes` bytes belongs to; the number of lists
// when it is too short for all.
std::size_t list_for(const std::vector<std::uint64_t>& minimums,
                     std::uint64_t bytes);

// "heap+0x48", "null", or the address where it is not in the heap.
std::string place(const Image& image, std::uint64_t address);

}  // namespace heaplab::heaps

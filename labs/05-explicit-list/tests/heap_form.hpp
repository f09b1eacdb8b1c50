// The form of a heap with free lists, read from its bytes: what the tests of
// this lab compare a submission with. It does not ask check().
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "heaplab/heap_image.hpp"
#include "heaplab/testing.hpp"

namespace heap_form {

inline constexpr std::uint64_t allocated_bit = 1;
inline constexpr std::uint64_t previous_allocated_bit = 2;
inline constexpr std::uint64_t flag_bits = 15;

inline std::uint64_t word_at(const void* place) {
  std::uint64_t word = 0;
  std::memcpy(&word, place, sizeof word);
  return word;
}
inline void set_word(void* place, std::uint64_t word) {
  std::memcpy(place, &word, sizeof word);
}

// The header of a live block: the 8 bytes before its payload.
inline std::byte* header_of(void* payload) {
  return static_cast<std::byte*>(payload) - 8;
}
inline std::uint64_t length_of(void* payload) {
  return word_at(header_of(payload)) & ~flag_bits;
}
inline std::byte* next_header(void* payload) {
  return header_of(payload) + length_of(payload);
}
// Where a freed payload has its links, and its footer.
inline heaplab::FreeBlock* free_block(void* payload) {
  return reinterpret_cast<heaplab::FreeBlock*>(header_of(payload));
}
inline std::byte* footer_of(void* payload) { return next_header(payload) - 8; }
inline std::byte* end_marker(heaplab::testing::TestAllocator& heap) {
  return heap.heap_end() - 8;
}

namespace detail {

using Blocks = std::vector<heaplab::Block>;
using FreeSet = std::set<const heaplab::FreeBlock*>;

inline const std::byte* start_of(const heaplab::Block& block) {
  return static_cast<const std::byte*>(block.address);
}

inline std::string header_fault(const heaplab::Block& block,
                                bool previous_is_allocated) {
  const std::uint64_t header = word_at(block.address);
  if ((header & ~flag_bits) != block.bytes)
    return "walk() and its header give it different lengths";
  if (block.bytes % 16 != 0 || block.bytes < 32)
    return "its length is no multiple of 16, or less than 32";
  if ((header & flag_bits) > (allocated_bit | previous_allocated_bit))
    return "bits 2 and 3 of its header are not 0";
  if (((header & allocated_bit) != 0) != block.allocated)
    return "walk() and bit 0 disagree: is it allocated?";
  if (((header & previous_allocated_bit) != 0) != previous_is_allocated)
    return "bit 1 is wrong: is the block before it allocated?";
  return "";
}

inline std::string free_fault(const heaplab::Block& block, bool previous_free) {
  if (block.allocated) return "";
  if (previous_free) return "it is free, and so is the block before it";
  if (word_at(start_of(block) + block.bytes - 8) != block.bytes)
    return "it is free and its footer is not its length";
  return "";
}

inline std::string end_fault(heaplab::testing::TestAllocator& heap,
                             const Blocks& blocks) {
  const bool last_is_free = !blocks.empty() && !blocks.back().allocated;
  const std::uint64_t due =
      allocated_bit | (last_is_free ? 0 : previous_allocated_bit);
  if (!blocks.empty() &&
      start_of(blocks.back()) + blocks.back().bytes != heap.heap_end() - 8)
    return "the last block does not end 8 bytes before the heap does";
  if (word_at(heap.heap_end() - 8) != due)
    return "the end marker is not a header of 0 bytes, allocated, with a "
           "bit 1 for the last block";
  return "";
}

inline std::string link_fault(const heaplab::FreeBlock* b,
                              const FreeSet& free) {
  const auto is_free = [&](const heaplab::FreeBlock* other) {
    return free.count(other) != 0;
  };
  if (b->next != nullptr && !is_free(b->next))
    return "the next on its list is no free block";
  if (b->next != nullptr && b->next->previous != b)
    return "the next on its list has another one as its previous";
  if (b->previous != nullptr && !is_free(b->previous))
    return "the previous on its list is no free block";
  if (b->previous != nullptr && b->previous->next != b)
    return "the previous on its list has another one as its next";
  return "";
}

// With sound links, what no list begins with stands in a circle.
inline std::string circle_fault(const FreeSet& free) {
  std::size_t reached = 0;
  for (const heaplab::FreeBlock* head : free) {
    if (head->previous != nullptr) continue;
    for (const auto* b = head; b != nullptr; b = b->next) ++reached;
  }
  return reached == free.size() ? "" : "free blocks stand in a circle";
}

inline std::string at(heaplab::testing::TestAllocator& heap, const void* block,
                      const std::string& fault) {
  if (fault.empty()) return fault;
  const auto offset = static_cast<const std::byte*>(block) - heap.heap_begin();
  return "block at heap offset " + std::to_string(offset) + ": " + fault;
}

}  // namespace detail

// The first thing about the blocks that is not as allocator.hpp says, in words;
// empty when all is. The links of free blocks are not looked at.
inline std::string block_fault_in(heaplab::testing::TestAllocator& heap) {
  const detail::Blocks blocks = heap.blocks();
  bool previous_is_allocated = true;
  for (const heaplab::Block& block : blocks) {
    std::string fault = detail::header_fault(block, previous_is_allocated);
    if (fault.empty())
      fault = detail::free_fault(block, !previous_is_allocated);
    if (!fault.empty()) return detail::at(heap, block.address, fault);
    previous_is_allocated = block.allocated;
  }
  return detail::end_fault(heap, blocks);
}

// The same, and about the links of the free blocks. Which block is on which
// list cannot be seen from here.
inline std::string fault_in(heaplab::testing::TestAllocator& heap) {
  if (std::string fault = block_fault_in(heap); !fault.empty()) return fault;
  detail::FreeSet free;
  for (const heaplab::Block& block : heap.blocks()) {
    if (!block.allocated)
      free.insert(static_cast<const heaplab::FreeBlock*>(block.address));
  }
  for (const heaplab::FreeBlock* b : free) {
    if (std::string fault = detail::link_fault(b, free); !fault.empty())
      return detail::at(heap, b, fault);
  }
  return detail::circle_fault(free);
}

}  // namespace heap_form

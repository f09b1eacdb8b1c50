// Blocks of the frozen baseline 'debug_allocator', and lists of them. Frozen
// with it.
#pragma once

#include "heaplab/debug_allocator.hpp"

namespace {

using heaplab::Site;

constexpr std::uint64_t live_magic = 0x4C49564542ull;
constexpr std::uint64_t dead_magic = 0x4445414442ull;

// Directly before the first guard of a payload.
struct Block {
  std::uint64_t magic;
  Block* self;      // so that no copy of a header passes for one
  Block* previous;  // on one list: live, quarantine, free
  Block* next;
  unsigned char* begin;     // of the memory that it is in
  std::size_t block_bytes;  // of that memory, a power of two
  std::size_t bytes;        // of payload
  std::size_t alignment;
  heaplab::Family family;
  Site allocated;
  Site freed;
  std::uint64_t padding;

  unsigned char* payload() {
    return reinterpret_cast<unsigned char*>(this + 1) + heaplab::guard_bytes;
  }
  unsigned char* front() { return payload() - heaplab::guard_bytes; }
  unsigned char* back() { return payload() + bytes; }
};
static_assert(sizeof(Block) % 16 == 0);

struct List {
  Block* first = nullptr;
  Block* last = nullptr;

  void append(Block* b) {
    b->next = nullptr;
    b->previous = last;
    (last == nullptr ? first : last->next) = b;
    last = b;
  }
  void remove(Block* b) {
    (b->previous == nullptr ? first : b->previous->next) = b->next;
    (b->next == nullptr ? last : b->next->previous) = b->previous;
  }
};

// The index of the first changed byte in a range; its length when there is
// none.
std::size_t first_changed(const unsigned char* begin, std::size_t bytes,
                          unsigned char fill) {
  std::size_t k = 0;
  while (k < bytes && begin[k] == fill) ++k;
  return k;
}

}  // namespace

// Large blocks in mappings of their own, small ones in the heap.
//
//   a mapping   | gap | bytes previous next birth | payload ...            |
//               ^ page      header, 32 bytes      ^ n·16      whole pages  ^
//
// A gap is there only where the alignment asks for more than 32 bytes, and it
// is shorter than a page: the mapping begins with the header's page.
//
// Invariants, for every mapped block b and its neighbour next(b) in the list:
//   payload(b)    = b + 32,   payload(b) % 16 = 0
//   start(b)      = b rounded down to a page
//   bytes(b)      % 4096 = 0, payload(b) - start(b) <= bytes(b)
//   end(b)        = start(b) + bytes(b) <= start(next(b))
//   previous(next(b)) = b
//   mapped bytes  = sum of all bytes(b)
//   heap begin <= payload < heap begin + limit only for payloads of the heap
#include "allocator.hpp"

#include <algorithm>
#include <cstring>
#include <ostream>

#include "small_blocks.hpp"

using heaplab::alignment_bytes;
using heaplab::largest_request_bytes;
using heaplab::not_yet;
using heaplab::page_bytes;
using heaplab::whole_pages;

// The header of a mapped block; the payload follows it.
struct MappedBlock {
  std::size_t bytes;      // of the whole mapping
  MappedBlock* previous;  // the neighbours in address order; in the first and
  MappedBlock* next;      // in the last block the anchor of the list
  std::size_t birth;      // how many calls there had been
};
static_assert(sizeof(MappedBlock) % alignment_bytes == 0);

inline std::uintptr_t address_of(const void* place) {
  return reinterpret_cast<std::uintptr_t>(place);
}

// Accessors, named noun_verb. Lengths are in bytes.
//
// Task 1: write those that say not_yet.
inline std::byte* block_payload(const MappedBlock* b) {
  return reinterpret_cast<std::byte*>(const_cast<MappedBlock*>(b + 1));
}
inline MappedBlock* block_of(const void* payload) {
  return static_cast<MappedBlock*>(const_cast<void*>(payload)) - 1;
}
// The first byte of the mapping, and the byte after its last one.
inline std::byte* block_start(const MappedBlock* b) {
  not_yet(b);
  return nullptr;
}
inline std::byte* block_end(const MappedBlock* b) {
  return block_start(b) + b->bytes;
}
inline std::size_t block_usable_bytes(const MappedBlock* b) {
  not_yet(b);
  return 0;
}

class MappedAllocator {
 public:
  explicit MappedAllocator(heaplab::Heap& heap)
      : heap_(heap),
        heap_begin_(address_of(heap.begin())),
        heap_limit_(heap.limit()),
        small_(heap) {}

  void* allocate(std::size_t bytes) {
    return allocate_aligned(alignment_bytes, bytes);
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    // Task 1: a threshold. Task 2: when one way refuses, try the other.
    if (bytes >= threshold_) return map(alignment, bytes);
    return small_.allocate_aligned(alignment, bytes);
  }

  void* allocate_zeroed(std::size_t bytes) {
    void* const zeroed = allocate(bytes);
    if (zeroed == nullptr) return nullptr;
    // Task 3: which payloads are zero already?
    return std::memset(zeroed, 0, bytes);
  }

  void deallocate(void* payload) {
    if (payload != nullptr) small_.deallocate(payload);  // tasks 1 and 6
  }

  void* reallocate(void* payload, std::size_t bytes) {
    if (!payload) return allocate(bytes);
    if (bytes == 0) deallocate(payload);
    if (bytes == 0 || largest_request_bytes < bytes) return nullptr;
    return is_mapped(payload) ? reallocate_mapped(payload, bytes)
                              : reallocate_small(payload, bytes);
  }

  std::size_t usable_bytes(const void* payload) const {
    if (payload == nullptr) return 0;
    return is_mapped(payload) ? block_usable_bytes(block_of(payload))
                              : small_.usable_bytes(payload);
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    small_.walk(visitor);
    // Task 1: and the mapped blocks.
  }

  bool check(std::ostream& why) const {
    if (!small_.check(why)) return false;
    return true;  // task 5: and the mapped blocks
  }

 private:
  bool is_mapped(const void* payload) const {
    return address_of(payload) - heap_begin_ >= heap_limit_;
  }

  // A mapped block, or nullptr when it is refused.
  void* map(std::size_t alignment, std::size_t bytes) {
    not_yet(heap_, alignment, bytes);  // task 1; alignments in task 4
    return nullptr;
  }

  void* reallocate_mapped(void* payload, std::size_t bytes) {
    not_yet(payload, bytes);  // task 3
    return nullptr;
  }

  void* reallocate_small(void* payload, std::size_t bytes) {
    // Task 3: a block that does not fit here any more moves; perhaps into a
    // mapping.
    return small_.resize(payload, bytes) ? payload : nullptr;
  }

  heaplab::Heap& heap_;
  const std::uintptr_t heap_begin_;
  const std::size_t heap_limit_;
  SmallBlocks small_;
  MappedBlock anchor_{0, &anchor_, &anchor_, 0};  // of the list, a ring
  std::size_t threshold_ = SIZE_MAX;  // from here on: a mapping; task 1
};

static_assert(heaplab::MappedAllocatorContract<MappedAllocator>);
HEAPLAB_SUBMISSION(MappedAllocator)

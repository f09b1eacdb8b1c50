// A debugging allocator: malloc, free, new and delete that remember who called
// them, and that notice when a program writes where it must not.
//
//   heap begin                                                       heap end
//   | the object | block | block | block | ...               | end marker |
//                ^ first_
//
//   a block:  | Block | guard | payload | guard ... |
//               64      16      as asked   16 or more, to the block's end
//
// Invariants, for every block b and its right neighbour next(b):
//   bytes(b)        % 16 = 0,  bytes(b) >= 96
//   next(b)         = b + bytes(b),  left_bytes(next(b)) = bytes(b)
//   payload(b)      = b + 80, a multiple of 16
//   check(b)        = check_of(b): changes with the address and the state
//   state(b)        = live -> quarantined -> free -> live ...
//   quarantined(b) <=> b is in the queue that begins with oldest_
//   free(b)        <=> b is on a free list;  free(b) => not free(next(b))
//   quarantined_bytes_ = sum of bytes_in_quarantine(payload_bytes(b)) over it
//   what came after oldest_ counts as at most quarantine_bytes
//
// The idea is that of dmalloc and of Zorn and Hilfinger, A Memory Allocation
// Profiler for C and Lisp Programs, USENIX 1988; guards and quarantine are
// those of AddressSanitizer, Serebryany and others, USENIX ATC 2012.
#include "heaplab/debug_allocator.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

using heaplab::bytes_in_quarantine;
using heaplab::dead_fill;
using heaplab::Family;
using heaplab::fresh_fill;
using heaplab::guard_bytes;
using heaplab::guard_fill;
using heaplab::MemoryCall;
using heaplab::MemoryError;
using heaplab::MemoryErrorKind;
using heaplab::Site;

// An order of work that gives points early. Each step has its traces.
//   1. allocate() and statistics(): blocks side by side, with both guards
//      and the fills. Nothing is ever given out again yet.
//   2. deallocate() of live blocks: family, size, alignment; both guards.
//   3. double_free and bad_free: how do you know that a pointer is a
//      payload's, without following it when it is not?
//   4. Quarantine, verify(), finish(): write_after_free.
//   5. allocate_zeroed() and reallocate().
//   6. leaks(). There is no memory for a table beside the heap.
//   7. Memory that has left quarantine is given out again.

enum class State : std::uint8_t { end_marker, live, quarantined, free };

// What is known of a block. Stands before its first guard.
struct Block {
  std::uint32_t check;  // see check_of()
  State state;
  Family family;
  std::uint8_t log2_alignment;
  std::size_t bytes;          // of the whole block
  std::size_t left_bytes;     // of the block left of it, 0 for the first one
  std::size_t payload_bytes;  // as they were asked for
  // Quarantined: the one that was freed next. Free: the next on its list.
  // Live: for leaks(), and nothing outside of it.
  Block* link;
  const char* allocated_file;  // two Sites, without the gaps in them
  const char* freed_file;
  std::uint32_t allocated_line;
  std::uint32_t freed_line;
};
static_assert(sizeof(Block) == 64, "so that payloads are multiples of 16");

inline constexpr std::size_t payload_offset = sizeof(Block) + guard_bytes;
inline constexpr std::size_t minimum_block_bytes = payload_offset + guard_bytes;

// The T that stands `bytes` bytes after an address.
template <typename T>
T* after(const void* address, std::size_t bytes) {
  return reinterpret_cast<T*>(reinterpret_cast<std::uintptr_t>(address) +
                              bytes);
}

inline unsigned char* block_payload(const Block* b) {
  return after<unsigned char>(b, payload_offset);
}
inline unsigned char* block_payload_end(const Block* b) {
  return block_payload(b) + b->payload_bytes;
}
inline Block* block_next(const Block* b) { return after<Block>(b, b->bytes); }
inline std::size_t block_back_guard_bytes(const Block* b) {
  return b->bytes - payload_offset - b->payload_bytes;
}
inline Site block_allocated(const Block* b) {
  return {b->allocated_file, b->allocated_line};
}
inline Site block_freed(const Block* b) {
  return {b->freed_file, b->freed_line};
}

// A number that only a header has which really stands here, in this state.
inline std::uint32_t check_of(const Block* b) {
  static_cast<void>(b);  // step 3
  return 0;
}

class DebugAllocator {
 public:
  DebugAllocator(heaplab::Heap& heap, heaplab::ErrorReporter& reporter)
      : heap_(heap), reporter_(reporter) {
    static_cast<void>(heap_);
    static_cast<void>(reporter_);
  }

  void* allocate(std::size_t bytes, const MemoryCall& call) {
    // Step 1. Guards and payload get their patterns.
    static_cast<void>(bytes);
    static_cast<void>(call);
    return nullptr;
  }

  void* allocate_zeroed(std::size_t count, std::size_t bytes,
                        const MemoryCall& call) {
    // Step 5. What is 2^32 times 2^32 + 1 in a std::size_t?
    static_cast<void>(count);
    static_cast<void>(bytes);
    static_cast<void>(call);
    return nullptr;
  }

  void* reallocate(void* payload, std::size_t bytes, const MemoryCall& call) {
    // Step 5. Which errors can be known before anything has been changed?
    static_cast<void>(payload);
    static_cast<void>(bytes);
    static_cast<void>(call);
    return nullptr;
  }

  void deallocate(void* payload, const MemoryCall& call,
                  std::size_t sized = heaplab::unsized) {
    // Steps 2 and 3. Begin with: is it a live block's payload?
    static_cast<void>(payload);
    static_cast<void>(call);
    static_cast<void>(sized);
  }

  void verify(Site site) {
    static_cast<void>(site);  // step 4
  }

  void finish(Site site) {
    static_cast<void>(site);  // step 4
  }

  void leaks(heaplab::LeakVisitor& visitor) const {
    static_cast<void>(visitor);  // step 6
  }

  heaplab::AllocationStatistics statistics() const { return statistics_; }

 private:
  heaplab::Heap& heap_;
  heaplab::ErrorReporter& reporter_;
  heaplab::AllocationStatistics statistics_;
};

HEAPLAB_DEBUG_ALLOCATOR(DebugAllocator)

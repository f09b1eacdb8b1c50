// An allocator over an implicit list: no block points to another one, but every
// block says how long it is, so the next begins where it ends. A copy of the
// header at the block's other end, the footer, lets us step back as well.
//
//   heap begin                                                     heap end
//   | object | fence | header payload footer | header ... footer | fence |
//                      ^ first_
//
// Invariants, for every block b and its right neighbour next(b):
//   footer(b)     = header(b)
//   bytes(b)      % 16 = 0,  bytes(b) >= 32
//   payload(b)    = b + 8,   payload(b) % 16 = 0
//   next(b)       = b + bytes(b)
//   previous(b)   = b - bytes(the tag before b)
//   free(b)      => not free(next(b))
//   heap end - 8  = first_ + sum of all bytes(b)
//   both fences   = (0 bytes, allocated)
//
// Boundary tags: Knuth, The Art of Computer Programming, volume 1, section 2.5;
// as a textbook exercise: Bryant and O'Hallaron, Computer Systems, section 9.9.
#include "allocator.hpp"

#include <algorithm>
#include <cstring>
#include <ostream>

using heaplab::alignment_bytes;
using heaplab::largest_request_bytes;
using heaplab::minimum_block_bytes;
using heaplab::not_yet;

// The 8 bytes at both ends of a block: its length in bytes, header and footer
// included, and whether it is allocated. Lengths are multiples of 16, so the
// lowest four bits are spare; the lowest one is the flag.
struct Tag {
  std::size_t bits;
};

// A block is known by its header; payload and footer follow in memory.
struct Block {
  Tag header;
};

// The block that a request needs: its length, header and footer included, and
// the alignment of its payload, at least 16.
struct Request {
  std::size_t bytes;
  std::size_t alignment;
};

// The T that stands `bytes` bytes after, or before, an address.
template <typename T>
T* after(void* address, std::size_t bytes) {
  return reinterpret_cast<T*>(static_cast<std::byte*>(address) + bytes);
}
template <typename T>
T* before(void* address, std::size_t bytes) {
  return reinterpret_cast<T*>(static_cast<std::byte*>(address) - bytes);
}

// Accessors, named noun_verb. All other code reads and writes blocks through
// them. Lengths are in bytes.
//
// Task 1: write those that say not_yet or "not yet".
inline Tag tag_of(std::size_t bytes, bool allocated) {
  not_yet(bytes, allocated);
  return Tag{0};
}
inline std::size_t tag_bytes(Tag tag) {
  not_yet(tag);
  return 0;
}
inline bool tag_is_free(Tag tag) {
  not_yet(tag);
  return false;
}
inline std::size_t block_bytes(const Block* b) { return tag_bytes(b->header); }
inline bool block_is_free(const Block* b) { return tag_is_free(b->header); }
inline void* block_payload(Block* b) { return after<void>(b, sizeof(Tag)); }
inline Block* block_of(void* payload) {
  return before<Block>(payload, sizeof(Tag));
}
inline Tag* block_footer(Block* b) {
  return &b->header;  // not yet
}
// The footer of the left neighbour, or the fence before the first block.
inline Tag tag_before(Block* b) { return *before<Tag>(b, sizeof(Tag)); }
inline Block* block_next(Block* b) {
  return b;  // not yet
}
inline Block* block_previous(Block* b) {
  return b;  // not yet
}
// Writes header and footer.
inline void block_set(Block* b, std::size_t bytes, bool allocated) {
  not_yet(b, bytes, allocated);
}

// The length of a block for `payload_bytes`, at most largest_request_bytes.
inline std::size_t block_bytes_for(std::size_t payload_bytes) {
  not_yet(payload_bytes);
  return minimum_block_bytes;
}

// How many bytes to leave free at the start of `b`, so that the payload behind
// them is aligned: 0, or enough to be a block of their own.
inline std::size_t block_gap(Block* b, std::size_t alignment) {
  not_yet(b, alignment);  // task 6
  return 0;
}

inline bool block_fits(Block* b, const Request& request) {
  not_yet(b, request);  // task 2; alignments above 16 in task 6
  return false;
}

// The free block with the lowest address that fits.
struct FirstFit {
  Block* find(Block* first, const Request& request) {
    not_yet(first, request);  // task 2
    return nullptr;
  }
  void joined(Block*) {}
};

template <typename Fit>
requires heaplab::FitPolicy<Fit, Block, Request>
class ImplicitList {
 public:
  explicit ImplicitList(heaplab::Heap& heap) : heap_(heap) {
    // Task 1: grow the heap by two fences, and let first_ be the second.
  }

  void* allocate(std::size_t bytes) {
    return allocate_aligned(alignment_bytes, bytes);
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    not_yet(alignment, bytes);  // tasks 1 and 2; the alignment is task 6
    return nullptr;
  }

  void* allocate_zeroed(std::size_t bytes) {
    not_yet(bytes);  // task 6
    return nullptr;
  }

  void deallocate(void* payload) {
    not_yet(payload);  // task 2
  }

  void* reallocate(void* payload, std::size_t bytes) {
    not_yet(payload, bytes);  // task 5
    return nullptr;
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    not_yet(visitor);  // task 1
  }

  bool check(std::ostream& why) const {
    not_yet(why);  // task 7
    return true;
  }

 private:
  // The fence at the heap's end: where the next block will start.
  Block* end_fence() const { return before<Block>(heap_.end(), sizeof(Tag)); }

  heaplab::Heap& heap_;
  Block* first_ = nullptr;  // the first block; the end fence when there is none
  Fit fit_;
};

using ImplicitListAllocator = ImplicitList<FirstFit>;
static_assert(heaplab::ImplicitListContract<ImplicitListAllocator>);
HEAPLAB_SUBMISSION(ImplicitListAllocator)

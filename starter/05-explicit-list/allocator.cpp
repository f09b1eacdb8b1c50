// An allocator over free lists. Only free blocks are on a list, and each list
// holds blocks of about one length: a search looks at a few blocks that nearly
// fit, and at none that are allocated.
//
//   heap begin                                                    heap end
//   | object with the heads, 8 bytes | block | block | ... | end marker |
//                                    ^ first_
//
// Invariants, for every block b and its right neighbour next(b):
//   bytes(b)     % 16 = 0,  bytes(b) >= 32
//   payload(b)   = b + 8,   payload(b) % 16 = 0
//   next(b)      = b + bytes(b)
//   free(b)     => footer(b) = bytes(b), and not free(next(b))
//   free(b)    <=> next(b) says that the block before it is free
//   free(b)    <=> b is on a list, and that is list_of(bytes(b))
//   bit k of nonempty_ = 1  <=>  list k is not empty
//   heap end - 8 = first_ + sum of all bytes(b) = the end marker
//   end marker   = 0 bytes, allocated
//
// Boundary tags: Knuth, The Art of Computer Programming, volume 1, section 2.5;
// footers in free blocks only: Standish, Data Structure Techniques, 1980.
// Segregated fits: Wilson, Johnstone, Neely, Boles, Dynamic Storage Allocation,
// 1995, section 3.6. Four lists to a doubling and a bitmap over the lists: Lea,
// A Memory Allocator, 1996; Masmano, Ripoll, Crespo, Real, TLSF, 2004.
#include "allocator.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <ostream>

using heaplab::alignment_bytes;
using heaplab::header_bytes;
using heaplab::HeapImage;
using heaplab::largest_request_bytes;
using heaplab::minimum_block_bytes;
using heaplab::not_yet;

// A block, known by its header: header, next, previous. The two links are
// there only while it is free.
using Block = heaplab::FreeBlock;

inline constexpr std::size_t footer_bytes = sizeof(std::size_t);
inline constexpr std::size_t allocated_bit = 1;           // of a header
inline constexpr std::size_t previous_allocated_bit = 2;  // of a header

// The block that a request needs: its length, header included, and the
// alignment of its payload, at least 16.
struct Request {
  std::size_t bytes;
  std::size_t alignment;
};

// The T that stands `bytes` bytes after, or before, an address.
template <typename T>
T* after(const void* address, std::size_t bytes) {
  return reinterpret_cast<T*>(reinterpret_cast<std::uintptr_t>(address) +
                              bytes);
}
template <typename T>
T* before(const void* address, std::size_t bytes) {
  return after<T>(address, 0 - bytes);
}

// Accessors, named noun_verb. All other code reads and writes headers and
// footers through them. Lengths are in bytes.
//
// Task 1: write those that say not_yet or "not yet".
inline std::size_t block_bytes(const Block* b) {
  not_yet(b);
  return 0;
}
inline bool block_is_free(const Block* b) {
  not_yet(b);
  return false;
}
inline bool block_previous_is_free(const Block* b) {
  not_yet(b);
  return false;
}
inline void* block_payload(const Block* b) {
  return after<void>(b, header_bytes);
}
inline Block* block_of(const void* payload) {
  return before<Block>(payload, header_bytes);
}
inline Block* block_next(const Block* b) {
  return after<Block>(b, block_bytes(b));
}
// Of a free block only: in an allocated one these bytes are payload.
inline std::size_t* block_footer(const Block* b) {
  return before<std::size_t>(block_next(b), footer_bytes);
}
// Only where the block before `b` is free: its footer says where it starts.
inline Block* block_previous(const Block* b) {
  return before<Block>(b, 0);  // not yet
}
// Writes the header of `b`. Keeps what it says of the block before.
inline void block_set_allocated(Block* b, std::size_t bytes) {
  not_yet(b, bytes);
}
// Writes header and footer of `b`, whose neighbours are allocated, and into the
// right one's header that `b` is free.
inline void block_set_free(Block* b, std::size_t bytes) {
  not_yet(b, bytes);  // and the bit in the right neighbour
}

// The length of a block for `payload_bytes`, at most largest_request_bytes.
inline std::size_t block_bytes_for(std::size_t payload_bytes) {
  not_yet(payload_bytes);
  return minimum_block_bytes;
}

// How many bytes to leave free at the start of `b`, so that the payload behind
// them is aligned: 0, or enough to be a block of their own.
inline std::size_t block_gap(const Block* b, std::size_t alignment) {
  not_yet(b, alignment);  // task 5
  return 0;
}
inline bool block_fits(const Block* b, const Request& request) {
  return block_gap(b, request.alignment) + request.bytes <= block_bytes(b);
}

// One list for blocks of every length. Task 7 makes more of them.
inline constexpr std::size_t list_count = 1;

// The list for a free block of `bytes` bytes.
constexpr std::size_t list_of(std::size_t bytes) {
  heaplab::not_yet(bytes);  // task 7
  return 0;
}

// The least length of a block on each list, ascending.
constexpr std::array<std::size_t, list_count> make_list_minimums() {
  return {minimum_block_bytes};  // task 7
}
inline constexpr auto list_minimums = make_list_minimums();

// Where a free block goes on its list: an order answers with the block that
// goes before it, or nullptr for the head.
struct LastInFirstOut {
  static Block* predecessor(Block*, const Block*) { return nullptr; }
};

template <typename Order>
class FreeLists {
 public:
  void insert(Block* b) {
    not_yet(b);  // task 3: at the head of list list_of(block_bytes(b))
  }

  void remove(Block* b) {
    not_yet(b);  // task 3
  }

  // Removes and returns a block of at least `bytes` bytes, nearly the shortest.
  // nullptr when there seems to be none; a longer search might find one.
  Block* take(std::size_t bytes) {
    not_yet(bytes);  // task 3: along the one list; task 7: a good fit
    return nullptr;
  }

  // Removes and returns a block that fits; nullptr only when there is none.
  // Looks at all that are long enough: for rare requests, and as a last try.
  Block* take_any(const Request& request) {
    not_yet(request);  // task 5
    return nullptr;
  }

  Block* const* heads() const { return heads_.data(); }

 private:
  std::array<Block*, list_count> heads_{};
};

template <typename Order>
class ExplicitLists {
 public:
  explicit ExplicitLists(heaplab::Heap& heap) : heap_(heap) {
    // Task 1: grow the heap by 16 bytes. Their last 8 are the end marker;
    // let first_ be the end marker for now.
  }

  void* allocate(std::size_t bytes) {
    // Task 1: a block at the heap's end. Task 2: the first free block that
    // fits, from first_ on. Task 3: lists_.take().
    not_yet(bytes);
    return nullptr;
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    not_yet(alignment, bytes);  // task 5
    return nullptr;
  }

  void* allocate_zeroed(std::size_t bytes) {
    not_yet(bytes);  // task 5
    return nullptr;
  }

  void deallocate(void* payload) {
    not_yet(payload);  // task 2; the lists in task 3
  }

  void* reallocate(void* payload, std::size_t bytes) {
    not_yet(payload, bytes);  // task 4
    return nullptr;
  }

  std::size_t usable_bytes(const void* payload) const {
    not_yet(payload);  // task 5
    return 0;
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    not_yet(visitor);  // task 1
  }

  void image(heaplab::HeapImageVisitor& visitor) const {
    if (first_ != nullptr) visitor.visit(own_image());
  }
  bool check(std::ostream& why) const {
    return first_ == nullptr || check_heap(own_image(), why);
  }

  static bool check_heap(const HeapImage& heap, std::ostream& why) {
    not_yet(heap, why);  // task 6
    return true;
  }

 private:
  // The last 8 bytes of the heap: where the next block will start.
  Block* end_marker() const { return before<Block>(heap_.end(), header_bytes); }

  HeapImage own_image() const {
    return {after<std::byte>(first_, 0), after<std::byte>(end_marker(), 0),
            lists_.heads(), list_minimums.data(), list_count};
  }

  heaplab::Heap& heap_;
  Block* first_ =
      nullptr;  // the first block; the end marker when there is none
  FreeLists<Order> lists_;
};

using ExplicitListAllocator = ExplicitLists<LastInFirstOut>;
static_assert(heaplab::ExplicitListContract<ExplicitListAllocator>);
HEAPLAB_SUBMISSION(ExplicitListAllocator)

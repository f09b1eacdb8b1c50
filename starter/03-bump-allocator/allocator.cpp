// A bump allocator. Blocks stand one behind the other; each request takes the
// next bytes of the heap. Only the last block and release() give bytes back.
#include "allocator.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <ostream>

using heaplab::alignment_bytes;
using heaplab::header_bytes;
using heaplab::largest_request_bytes;
using heaplab::not_yet;

// A block is one header and its payload:
//   header = bytes of the whole block | 1 when it is allocated
//   bytes of the whole block = a multiple of 16, at least 16
//   payload = header + 8 = a multiple of 16
struct Header {
  std::size_t word;
};
inline constexpr std::size_t allocated_bit = 1;

inline std::size_t block_bytes(const Header* block) {
  return block->word & ~allocated_bit;
}
inline bool block_is_allocated(const Header* block) {
  return (block->word & allocated_bit) != 0;
}
inline std::size_t block_payload_bytes(const Header* block) {
  return block_bytes(block) - header_bytes;
}
inline void* block_payload(Header* block) { return block + 1; }
inline Header* block_of_payload(void* payload) {
  return static_cast<Header*>(payload) - 1;
}
inline Header* block_at(std::byte* place) {
  return reinterpret_cast<Header*>(place);
}
inline std::byte* block_begin(Header* block) {
  return reinterpret_cast<std::byte*>(block);
}

// `value` rounded up to a multiple of `unit`, a power of two.
inline std::size_t round_up(std::size_t value, std::size_t unit) {
  not_yet(unit);  // task 1
  return value;
}

// Bytes of the block that can hold a payload of `bytes` bytes.
inline std::size_t block_bytes_for(std::size_t bytes) {
  return round_up(bytes + header_bytes, alignment_bytes);
}

class BumpAllocator {
 public:
  explicit BumpAllocator(heaplab::Heap& heap)
      : heap_(heap),
        first_(heap.end() + alignment_bytes - header_bytes),
        next_(first_),
        end_(heap.end()) {}

  void* allocate(std::size_t bytes) {
    return not_yet(bytes);  // task 1
  }

  void deallocate(void* payload) {
    not_yet(payload);  // task 1
  }

  void* reallocate(void* payload, std::size_t bytes) {
    return not_yet(payload, bytes);  // task 3
  }

  void* allocate_zeroed(std::size_t bytes) {
    return not_yet(bytes);  // task 2
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    return not_yet(alignment, bytes);  // task 2
  }

  // A mark is the place of the last block, not of the heap's end: that block
  // may still grow or shrink before the release. 0 stands for "no block".
  std::size_t mark() const {
    return 0;  // task 4
  }

  void release(std::size_t mark) {
    not_yet(mark);  // task 4
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    for (std::byte* place = first_; place < next_;) {
      Header* block = block_at(place);
      visitor.visit({block, block_bytes(block), block_payload(block),
                     block_payload_bytes(block), block_is_allocated(block)});
      place += block_bytes(block);
    }
  }

  bool check(std::ostream& why) const {
    if (end_ != heap_.end()) return says(why, "end_ is not the heap's end");
    return last_ != nullptr || next_ == first_;  // task 5
  }

 private:
  // Makes sure that [next_, next_ + bytes) is inside the heap. Near the limit
  // it grows by exactly what is missing: the last bytes are usable too.
  bool reserve(std::size_t bytes) {
    not_yet(bytes);  // task 1
    return false;
  }

  static bool says(std::ostream& why, const char* what) {
    why << what << '\n';
    return false;
  }

  heaplab::Heap& heap_;
  std::byte* first_;  // the first block, or where it will be; never changes
  std::byte* next_;   // the next block: next_ + 8 = a multiple of 16
  std::byte* end_;    // end_ = heap_.end();  next_ <= end_ with a first block
  // next_ = last_ + block_bytes(last_), or first_ while last_ is null.
  Header* last_ = nullptr;
};

static_assert(heaplab::BumpAllocatorContract<BumpAllocator>);
HEAPLAB_SUBMISSION(BumpAllocator)

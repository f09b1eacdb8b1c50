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

// [solution
// The heap grows by at least this much: fewer calls to grow(), at most so many
// bytes of footprint wasted. notes.md has the measurement.
inline constexpr std::size_t growth_bytes = 4096;

// solution]
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
  // [solution
  return (value + unit - 1) & ~(unit - 1);
  // solution]
  // [starter
  // not_yet(unit);  // task 1
  // return value;
  // starter]
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
    // [solution
    if (bytes > largest_request_bytes) return nullptr;
    const std::size_t needed = block_bytes_for(bytes);
    if (!reserve(needed)) return nullptr;
    return block_payload(append(needed, allocated_bit));
    // solution]
    // [starter
    // return not_yet(bytes);  // task 1
    // starter]
  }

  void deallocate(void* payload) {
    // [solution
    if (payload != nullptr) block_of_payload(payload)->word &= ~allocated_bit;
    // solution]
    // [starter
    // not_yet(payload);  // task 1
    // starter]
  }

  void* reallocate(void* payload, std::size_t bytes) {
    // [solution
    if (payload == nullptr) return allocate(bytes);
    if (bytes == 0) {
      deallocate(payload);
      return nullptr;
    }
    if (bytes > largest_request_bytes) return nullptr;
    Header* block = block_of_payload(payload);
    if (block == last_)
      return resize_last(block_bytes_for(bytes)) ? payload : nullptr;
    if (bytes <= block_payload_bytes(block)) return payload;
    return move(block, bytes);
    // solution]
    // [starter
    // return not_yet(payload, bytes);  // task 3
    // starter]
  }

  void* allocate_zeroed(std::size_t bytes) {
    // [solution
    void* payload = allocate(bytes);
    if (payload != nullptr) std::memset(payload, 0, bytes);
    return payload;
    // solution]
    // [starter
    // return not_yet(bytes);  // task 2
    // starter]
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    // [solution
    if (bytes > largest_request_bytes) return nullptr;
    const auto payload = reinterpret_cast<std::uintptr_t>(next_ + header_bytes);
    const std::size_t unit = std::max(alignment, alignment_bytes);
    const std::size_t padding = round_up(payload, unit) - payload;
    const std::size_t needed = block_bytes_for(bytes);
    if (padding > largest_request_bytes || !reserve(padding + needed))
      return nullptr;
    if (padding > 0) append(padding, 0);
    return block_payload(append(needed, allocated_bit));
    // solution]
    // [starter
    // return not_yet(alignment, bytes);  // task 2
    // starter]
  }

  // A mark is the place of the last block, not of the heap's end: that block
  // may still grow or shrink before the release. 0 stands for "no block".
  std::size_t mark() const {
    // [solution
    if (last_ == nullptr) return 0;
    return static_cast<std::size_t>(block_begin(last_ + 1) - first_);
    // solution]
    // [starter
    // return 0;  // task 4
    // starter]
  }

  void release(std::size_t mark) {
    // [solution
    last_ = mark == 0 ? nullptr : block_at(first_ + mark) - 1;
    next_ = mark == 0 ? first_ : block_begin(last_) + block_bytes(last_);
    if (end_ <= next_) return;
    heap_.shrink(static_cast<std::size_t>(end_ - next_));
    end_ = next_;
    // solution]
    // [starter
    // not_yet(mark);  // task 4
    // starter]
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
    // [solution
    const Header* last = nullptr;
    for (std::byte* place = first_; place < next_;) {
      last = block_at(place);
      if (!check_block(last, why)) return false;
      place += block_bytes(last);
    }
    if (last != last_) return says(why, "last_ is not the last block");
    if (last != nullptr && next_ > end_)
      return says(why, "the last block ends behind the heap's end");
    return true;
    // solution]
    // [starter
    // return last_ != nullptr || next_ == first_;  // task 5
    // starter]
  }

 private:
  // Makes sure that [next_, next_ + bytes) is inside the heap. Near the limit
  // it grows by exactly what is missing: the last bytes are usable too.
  bool reserve(std::size_t bytes) {
    // [solution
    if (next_ <= end_ && bytes <= static_cast<std::size_t>(end_ - next_))
      return true;
    const std::size_t missing = bytes - static_cast<std::size_t>(end_ - next_);
    std::size_t grown = std::max(missing, growth_bytes);
    if (heap_.grow(grown) == nullptr) {
      grown = missing;
      if (heap_.grow(grown) == nullptr) return false;
    }
    end_ += grown;
    return true;
    // solution]
    // [starter
    // not_yet(bytes);  // task 1
    // return false;
    // starter]
  }

  // [solution
  // Puts a block of `bytes` reserved bytes behind the last one.
  Header* append(std::size_t bytes, std::size_t allocated) {
    last_ = block_at(next_);
    last_->word = bytes | allocated;
    next_ += bytes;
    return last_;
  }

  bool resize_last(std::size_t bytes) {
    const std::size_t old_bytes = block_bytes(last_);
    if (bytes > old_bytes && !reserve(bytes - old_bytes)) return false;
    last_->word = bytes | allocated_bit;
    next_ = block_begin(last_) + bytes;
    return true;
  }

  void* move(Header* block, std::size_t bytes) {
    void* moved = allocate(bytes);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, block_payload(block), block_payload_bytes(block));
    deallocate(block_payload(block));
    return moved;
  }
  // solution]
  static bool says(std::ostream& why, const char* what) {
    why << what << '\n';
    return false;
  }

  // [solution
  bool check_block(const Header* block, std::ostream& why) const {
    const std::size_t bytes = block_bytes(block);
    const auto* begin = reinterpret_cast<const std::byte*>(block);
    why << std::dec;
    if (bytes < 16 || bytes % 16 != 0)
      why << "its size, " << bytes << ", is no multiple of 16 above 0";
    else if (bytes > static_cast<std::size_t>(next_ - begin))
      why << "its size, " << bytes << ", reaches behind next_";
    else
      return true;
    why << ": the block at heap offset " << begin - heap_.begin() << '\n';
    return false;
  }

  // solution]
  heaplab::Heap& heap_;
  std::byte* first_;  // the first block, or where it will be; never changes
  std::byte* next_;   // the next block: next_ + 8 = a multiple of 16
  std::byte* end_;    // end_ = heap_.end();  next_ <= end_ with a first block
  // next_ = last_ + block_bytes(last_), or first_ while last_ is null.
  Header* last_ = nullptr;
};

static_assert(heaplab::BumpAllocatorContract<BumpAllocator>);
HEAPLAB_SUBMISSION(BumpAllocator)

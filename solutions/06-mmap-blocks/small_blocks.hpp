// Small blocks: the reference of lab 05 with the functions that lab 06 needs.
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
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <ostream>

#include "allocator.hpp"

namespace small_blocks {

using heaplab::alignment_bytes;
using heaplab::HeapImage;
using heaplab::largest_request_bytes;

// A block, known by its header: header, next, previous. The two links are
// there only while it is free.
using Block = heaplab::FreeBlock;

inline constexpr std::size_t header_bytes = sizeof(std::size_t);
inline constexpr std::size_t footer_bytes = sizeof(std::size_t);
inline constexpr std::size_t minimum_block_bytes = 32;
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
inline std::size_t block_bytes(const Block* b) {
  return b->header & ~(alignment_bytes - 1);
}
inline bool block_is_free(const Block* b) {
  return (b->header & allocated_bit) == 0;
}
inline bool block_previous_is_free(const Block* b) {
  return (b->header & previous_allocated_bit) == 0;
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
  return before<Block>(b, *before<std::size_t>(b, footer_bytes));
}
// Writes the header of `b`. Keeps what it says of the block before.
inline void block_set_allocated(Block* b, std::size_t bytes) {
  b->header = bytes | allocated_bit | (b->header & previous_allocated_bit);
}
// Writes header and footer of `b`, whose neighbours are allocated, and into the
// right one's header that `b` is free.
inline void block_set_free(Block* b, std::size_t bytes) {
  b->header = bytes | previous_allocated_bit;
  *block_footer(b) = bytes;
  block_next(b)->header &= ~previous_allocated_bit;
}

// The length of a block for `payload_bytes`, at most largest_request_bytes.
inline std::size_t block_bytes_for(std::size_t payload_bytes) {
  const std::size_t whole = payload_bytes + header_bytes;
  const std::size_t rounded =
      (whole + alignment_bytes - 1) & ~(alignment_bytes - 1);
  return std::max(minimum_block_bytes, rounded);
}

// How many bytes to leave free at the start of `b`, so that the payload behind
// them is aligned: 0, or enough to be a block of their own.
inline std::size_t block_gap(const Block* b, std::size_t alignment) {
  const auto payload = reinterpret_cast<std::uintptr_t>(block_payload(b));
  const std::size_t gap = (0 - payload) & (alignment - 1);
  return gap == 0 || gap >= minimum_block_bytes ? gap : gap + alignment;
}
inline bool block_fits(const Block* b, const Request& request) {
  return block_gap(b, request.alignment) + request.bytes <= block_bytes(b);
}

// Lists of 32, 48, 64 ... bytes alone, up to 496; then four to each doubling:
// from 512, 640, 768, 896, 1024, 1280 ... bytes on. The last one has no end.
inline constexpr std::size_t list_count = 64;
inline constexpr std::size_t exact_end_bytes = 512;
inline constexpr std::size_t exact_list_count =
    (exact_end_bytes - minimum_block_bytes) / alignment_bytes;

// The list for a free block of `bytes` bytes.
constexpr std::size_t list_of(std::size_t bytes) {
  if (bytes < exact_end_bytes) {
    return (bytes - minimum_block_bytes) / alignment_bytes;
  }
  const std::size_t doubling = std::bit_width(bytes / exact_end_bytes) - 1;
  const std::size_t quarter = (bytes >> doubling) / (exact_end_bytes / 4) - 4;
  return std::min(exact_list_count + 4 * doubling + quarter, list_count - 1);
}

// The least length of a block on each list, ascending.
constexpr std::array<std::size_t, list_count> make_list_minimums() {
  std::array<std::size_t, list_count> minimums{};
  std::size_t bytes = minimum_block_bytes;
  for (std::size_t& minimum : minimums) {
    minimum = bytes;
    bytes +=
        bytes < exact_end_bytes ? alignment_bytes : std::bit_floor(bytes) / 4;
  }
  return minimums;
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
    const std::size_t k = list_of(block_bytes(b));
    b->previous = Order::predecessor(heads_[k], b);
    Block*& link = *link_to(b, k);
    b->next = link;
    link = b;
    right_of(b)->previous = b;
    nonempty_ |= std::uint64_t{1} << k;
  }

  void remove(Block* b) { unlink(b, list_of(block_bytes(b))); }

  // Removes and returns a block of at least `bytes` bytes, nearly the shortest.
  // nullptr when there seems to be none; a longer search might find one.
  Block* take(std::size_t bytes) {
    std::size_t k = list_of(bytes);
    std::uint64_t lists = nonempty_ >> k;  // bit i: list k + i
    if (k < exact_list_count) {
      // A rest of 16 bytes would be lost: the next list comes last.
      if ((lists & ~next_list_bit) != 0) lists &= ~next_list_bit;
    } else {
      if (Block* const b = take_shortest(k, bytes); b != nullptr) return b;
      lists &= ~own_list_bit;
    }
    if (lists == 0) return nullptr;
    k += static_cast<std::size_t>(std::countr_zero(lists));
    return take_shortest(k, bytes);
  }

  // Removes and returns a block that fits; nullptr only when there is none.
  // Looks at all that are long enough: for rare requests, and as a last try.
  Block* take_any(const Request& request) {
    for (std::size_t k = list_of(request.bytes); k < list_count; ++k) {
      for (Block* b = heads_[k]; b != nullptr; b = b->next) {
        if (block_fits(b, request)) return unlink(b, k);
      }
    }
    return nullptr;
  }

  Block* const* heads() const { return heads_.data(); }

 private:
  static constexpr int search_limit = 8;

  static constexpr std::uint64_t own_list_bit = 1;
  static constexpr std::uint64_t next_list_bit = 2;

  // What points to `b`, on list `k`, from the left.
  Block** link_to(const Block* b, std::size_t k) {
    return b->previous == nullptr ? &heads_[k] : &b->previous->next;
  }
  // The block after `b`, or one that nobody reads. A store that is wasted costs
  // less than a jump that the processor cannot foresee.
  Block* right_of(const Block* b) {
    return b->next == nullptr ? &nobody_ : b->next;
  }

  Block* unlink(Block* b, std::size_t k) {
    right_of(b)->previous = b->previous;
    *link_to(b, k) = b->next;
    nonempty_ &= ~(std::uint64_t{heads_[k] == nullptr} << k);
    return b;
  }

  // Removes and returns the shortest of those among the first few blocks of
  // list `k` that have `bytes` bytes; nullptr when none has.
  Block* take_shortest(std::size_t k, std::size_t bytes) {
    if (k < exact_list_count) return unlink(heads_[k], k);
    Block* best = nullptr;
    int left = search_limit;
    for (Block* b = heads_[k]; b != nullptr && left > 0; b = b->next, --left) {
      if (block_bytes(b) < bytes) continue;
      if (best == nullptr || block_bytes(b) < block_bytes(best)) best = b;
    }
    return best == nullptr ? nullptr : unlink(best, k);
  }

  std::uint64_t nonempty_ = 0;  // bit k: list k is not empty
  Block nobody_{};
  std::array<Block*, list_count> heads_{};
};

// A set of blocks as their number and the sum of their scrambled addresses,
// whatever the order: two sets are compared without a table. The scrambling:
// Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, 2014.
struct Census {
  void add(const Block* b) {
    std::uint64_t mixed = reinterpret_cast<std::uintptr_t>(b);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    sum += mixed ^ (mixed >> 31);
    ++count;
  }
  bool operator==(const Census&) const = default;

  std::size_t count = 0;
  std::uint64_t sum = 0;
};

// Executes the invariants on bytes that may be anything. Reads none outside of
// the heap.
class HeapChecker {
 public:
  HeapChecker(const HeapImage& heap, std::ostream& why)
      : heap_(heap), why_(why) {}

  bool check() {
    if (!check_blocks() || !check_lists()) return false;
    if (on_lists_ == in_heap_) return true;
    why_ << in_heap_.count << " blocks are free and " << on_lists_.count
         << " are on lists, but not the same\n";
    return false;
  }

 private:
  // From header to header.
  bool check_blocks() {
    bool left_is_free = false;
    const Block* b = after<Block>(heap_.begin, 0);
    for (; b != after<Block>(heap_.end, 0); b = block_next(b)) {
      const char* const fault = block_fault(b, left_is_free);
      if (fault != nullptr) return report(b, fault);
      left_is_free = block_is_free(b);
      if (left_is_free) in_heap_.add(b);
    }
    const std::size_t bits = left_is_free ? 0 : previous_allocated_bit;
    return b->header == (bits | allocated_bit) ||
           report(b, "the end marker is damaged");
  }
  const char* block_fault(const Block* b, bool left_is_free) const {
    if (block_bytes(b) < minimum_block_bytes || block_bytes(b) > room_at(b)) {
      return "no block of this length can be here";
    }
    if ((b->header & 12) != 0) return "bit 2 or 3 of its header is set";
    if (block_previous_is_free(b) != left_is_free) {
      return "its header is wrong about the block before";
    }
    if (!block_is_free(b)) return nullptr;
    if (left_is_free) return "it is free and so is the block before";
    return *block_footer(b) == block_bytes(b) ? nullptr : "its footer differs";
  }

  // From link to link. Every way ends: no more than the free blocks are listed.
  bool check_lists() {
    for (std::size_t k = 0; k < heap_.list_count; ++k) {
      const Block* left = nullptr;
      for (const Block* b = heap_.heads[k]; b != nullptr; b = b->next) {
        const char* const fault = listed_fault(b, left, k);
        if (fault != nullptr) return report(b, fault);
        on_lists_.add(b);
        left = b;
      }
    }
    return true;
  }
  const char* listed_fault(const Block* b, const Block* left,
                           std::size_t k) const {
    if (!can_begin_at(b)) return "a list leads to where no block can be";
    if (!block_is_free(b)) return "it is on a list, but not free";
    if (b->previous != left) return "its link to the left is wrong";
    if (!belongs_on(k, block_bytes(b))) return "it is on a wrong list";
    if (on_lists_.count == in_heap_.count) return "a list has it twice";
    return nullptr;
  }
  bool belongs_on(std::size_t k, std::size_t bytes) const {
    const bool last = k + 1 == heap_.list_count;
    return bytes >= heap_.list_minimum[k] &&
           (last || bytes < heap_.list_minimum[k + 1]);
  }

  // From `b` to the end marker; a huge number when `b` is not between.
  std::size_t room_at(const Block* b) const {
    return reinterpret_cast<std::uintptr_t>(heap_.end) -
           reinterpret_cast<std::uintptr_t>(b);
  }
  bool can_begin_at(const Block* b) const {
    const std::size_t room = room_at(b);
    return minimum_block_bytes <= room &&
           room <= static_cast<std::size_t>(heap_.end - heap_.begin) &&
           room % alignment_bytes == 0;
  }

  bool report(const Block* b, const char* fault) {
    why_ << "block at " << static_cast<const void*>(b);
    if (can_begin_at(b)) {
      why_ << ", " << block_bytes(b) << " bytes, "
           << (block_is_free(b) ? "free" : "allocated");
    }
    why_ << ": " << fault << '\n';
    return false;
  }

  const HeapImage& heap_;
  std::ostream& why_;
  Census in_heap_;   // the free blocks
  Census on_lists_;  // the listed blocks
};

template <typename Order>
class ExplicitLists {
 public:
  explicit ExplicitLists(heaplab::Heap& heap) : heap_(heap) {
    void* const start = heap_.grow(alignment_bytes);
    if (start == nullptr) return;  // first_ stays nullptr: nothing is granted
    first_ = after<Block>(start, alignment_bytes - header_bytes);
    first_->header = allocated_bit | previous_allocated_bit;
  }

  void* allocate(std::size_t bytes) {
    if (bytes > largest_request_bytes) return nullptr;
    const std::size_t wanted = block_bytes_for(bytes);
    Block* const b = lists_.take(wanted);
    if (b == nullptr) return allocate_at_end({wanted, alignment_bytes});
    cut(b, wanted);
    return block_payload(b);
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    if (alignment <= alignment_bytes) return allocate(bytes);
    if (std::max(alignment, bytes) > largest_request_bytes) return nullptr;
    const Request request{block_bytes_for(bytes), alignment};
    Block* const b = lists_.take_any(request);
    return b == nullptr ? allocate_at_end(request) : place(b, request);
  }

  std::size_t deallocate(void* payload) { return release(block_of(payload)); }

  bool resize(void* payload, std::size_t bytes) {
    if (bytes > largest_request_bytes) return false;
    return resize_in_place(block_of(payload), block_bytes_for(bytes));
  }

  std::size_t usable_bytes(const void* payload) const {
    return block_bytes(block_of(payload)) - header_bytes;
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    if (first_ == nullptr) return;
    for (Block* b = first_; block_bytes(b) != 0; b = block_next(b)) {
      visitor.visit({b, block_bytes(b), block_payload(b),
                     block_bytes(b) - header_bytes, !block_is_free(b)});
    }
  }

  std::size_t free_end_bytes() const {
    if (first_ == nullptr || !block_previous_is_free(end_marker())) return 0;
    return block_bytes(block_previous(end_marker()));
  }

  void trim(std::size_t keep_bytes) {
    const std::size_t keep = block_bytes_for(keep_bytes);
    const std::size_t bytes = free_end_bytes();
    if (bytes <= keep) return;
    Block* const b = block_previous(end_marker());
    lists_.remove(b);
    heap_.shrink(bytes - keep);
    end_marker()->header = allocated_bit;
    block_set_free(b, keep);
    lists_.insert(b);
  }

  bool check(std::ostream& why) const {
    return first_ == nullptr || HeapChecker(own_image(), why).check();
  }

 private:
  // The last 8 bytes of the heap: where the next block will start.
  Block* end_marker() const { return before<Block>(heap_.end(), header_bytes); }

  HeapImage own_image() const {
    return {after<std::byte>(first_, 0), after<std::byte>(end_marker(), 0),
            lists_.heads(), list_minimums.data(), list_count};
  }

  // Allocates in `b`, on no list, what the request needs, and leaves the rest
  // of it free. Returns the payload.
  void* place(Block* b, const Request& request) {
    if (const auto gap = block_gap(b, request.alignment); gap != 0) {
      after<Block>(b, gap)->header = block_bytes(b) - gap;
      block_set_free(b, gap);
      lists_.insert(b);
      b = block_next(b);
    }
    cut(b, request.bytes);
    return block_payload(b);
  }

  // Makes `b`, on no list, an allocated block of `bytes` bytes and a free one
  // of the rest, unless the rest is too short to be one. Right of `b` all is
  // allocated: the rest has nobody to join.
  void cut(Block* b, std::size_t bytes) {
    const std::size_t rest = block_bytes(b) - bytes;
    if (rest < minimum_block_bytes) {
      block_set_allocated(b, block_bytes(b));
      block_next(b)->header |= previous_allocated_bit;
    } else {
      block_set_allocated(b, bytes);
      block_set_free(block_next(b), rest);
      lists_.insert(block_next(b));
    }
  }

  // Makes `b`, on no list, a free block, joined with its free neighbours.
  // Returns its length.
  std::size_t release(Block* b) {
    if (block_is_free(block_next(b))) absorb_next(b);
    if (block_previous_is_free(b)) {
      b = block_previous(b);
      lists_.remove(b);
      b->header += block_bytes(block_next(b));
    }
    block_set_free(b, block_bytes(b));
    lists_.insert(b);
    return block_bytes(b);
  }

  void absorb_next(Block* b) {
    Block* const next = block_next(b);
    lists_.remove(next);
    b->header += block_bytes(next);
  }

  // Grows the heap by what its end lacks for the request. When it refuses, any
  // block will do.
  void* allocate_at_end(const Request& request) {
    if (first_ == nullptr) return nullptr;
    Block* b = end_marker();
    if (block_previous_is_free(b)) b = block_previous(b);
    const std::size_t gap = block_gap(b, request.alignment);
    if (!extend(b, gap + request.bytes)) b = lists_.take_any(request);
    return b == nullptr ? nullptr : place(b, request);
  }

  // Makes the block at the heap's end at least `bytes` bytes long: allocated,
  // free, or the end marker. It is on no list then. False when the heap
  // refuses. A share of the heap ahead, a page at most, spares system calls.
  bool extend(Block* b, std::size_t bytes) {
    const std::size_t lacking = bytes - std::min(bytes, block_bytes(b));
    const std::size_t share =
        std::min(heap_.size() / ahead_share, most_ahead_bytes);
    std::size_t grown = std::max(lacking, share & ~(alignment_bytes - 1));
    if (heap_.grow(grown) == nullptr) {
      grown = lacking;
      if (heap_.grow(grown) == nullptr) return false;
    }
    if (block_is_free(b)) lists_.remove(b);
    b->header = (b->header | allocated_bit) + grown;
    end_marker()->header = allocated_bit | previous_allocated_bit;
    return true;
  }

  // Makes the allocated block `b` `bytes` bytes long where it stands, out of a
  // free right neighbour and new bytes at the heap's end. When that is not
  // enough, leaves it as it was and returns false.
  bool resize_in_place(Block* b, std::size_t bytes) {
    const std::size_t bytes_before = block_bytes(b);
    if (block_is_free(block_next(b))) absorb_next(b);
    if (block_bytes(b) < bytes && block_next(b) == end_marker()) {
      extend(b, bytes);
    }
    const bool enough = block_bytes(b) >= bytes;
    cut(b, enough ? bytes : bytes_before);
    return enough;
  }

  static constexpr std::size_t ahead_share = 128;
  static constexpr std::size_t most_ahead_bytes = 4096;

  heaplab::Heap& heap_;
  Block* first_ =
      nullptr;  // the first block; the end marker when there is none
  FreeLists<Order> lists_;
};

}  // namespace small_blocks

using SmallBlocks = small_blocks::ExplicitLists<small_blocks::LastInFirstOut>;
static_assert(heaplab::SmallBlocksContract<SmallBlocks>);

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

// [starter
// // An order of work that gives points early. Each step has its traces.
// //   1. allocate() and statistics(): blocks side by side, with both guards
// //      and the fills. Nothing is ever given out again yet.
// //   2. deallocate() of live blocks: family, size, alignment; both guards.
// //   3. double_free and bad_free: how do you know that a pointer is a
// //      payload's, without following it when it is not?
// //   4. Quarantine, verify(), finish(): write_after_free.
// //   5. allocate_zeroed() and reallocate().
// //   6. leaks(). There is no memory for a table beside the heap.
// //   7. Memory that has left quarantine is given out again.
//
// starter]
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
// [solution
inline Block* block_left(const Block* b) {
  return after<Block>(b, 0 - b->left_bytes);
}
// Of a free block only, where its first guard was: the one before it on its
// list.
inline Block*& block_previous(Block* b) {
  return *after<Block*>(b, sizeof(Block));
}

// A header that was copied to another place does not have this number, nor has
// one that is older than the block's state. Bytes that a program left in memory
// have it once in four thousand million times.
inline std::uint32_t check_of(const Block* b) {
  std::uint64_t sum = reinterpret_cast<std::uintptr_t>(b);
  for (const std::size_t part :
       {b->bytes, b->payload_bytes, static_cast<std::size_t>(b->state)})
    sum = (sum ^ part) * 0x9E3779B97F4A7C15;  // odd, and about half its bits 1
  return static_cast<std::uint32_t>(sum >> 32);
}
inline void block_set(Block* b, State state, std::size_t bytes) {
  b->state = state;
  b->bytes = bytes;
  b->check = check_of(b);
  block_next(b)->left_bytes = bytes;
}

// All bytes of a range have one value: the first has it, and each of the
// others is equal to the one before it.
inline bool all_are(const unsigned char* begin, std::size_t bytes,
                    unsigned char value) {
  return bytes == 0 ||
         (*begin == value && std::memcmp(begin, begin + 1, bytes - 1) == 0);
}

inline std::size_t aligned(const MemoryCall& call) {
  return std::max(call.alignment, heaplab::default_alignment);
}

// The whole block for a payload of `bytes` bytes.
inline std::size_t block_bytes_for(std::size_t bytes) {
  return (payload_offset + bytes + guard_bytes + 15) & ~std::size_t{15};
}

// Free blocks by their length: lists of 96, 112 ... 496 bytes alone, then four
// to each doubling. The last one has no end.
class FreeLists {
 public:
  void insert(Block* b) {
    Block*& head = heads_[list_of(b->bytes)];
    b->link = head;
    block_previous(b) = nullptr;
    if (head != nullptr) block_previous(head) = b;
    head = b;
    nonempty_ |= std::uint64_t{1} << list_of(b->bytes);
  }

  void remove(Block* b) {
    const std::size_t list = list_of(b->bytes);
    Block* const previous = block_previous(b);
    (previous == nullptr ? heads_[list] : previous->link) = b->link;
    if (b->link != nullptr) block_previous(b->link) = previous;
    if (heads_[list] == nullptr) nonempty_ &= ~(std::uint64_t{1} << list);
  }

  // Takes a block of at least `bytes` bytes off its list. nullptr: none.
  Block* take(std::size_t bytes) {
    const std::size_t list = list_of(bytes);
    Block* b = heads_[list];
    while (b != nullptr && b->bytes < bytes) b = b->link;
    const std::uint64_t longer = nonempty_ & (~std::uint64_t{1} << list);
    if (b == nullptr && longer != 0) b = heads_[std::countr_zero(longer)];
    if (b != nullptr) remove(b);
    return b;
  }

 private:
  static constexpr std::size_t list_count = 64;

  static std::size_t list_of(std::size_t bytes) {
    if (bytes < 512) return bytes / 16;
    const auto log2 = static_cast<std::size_t>(std::bit_width(bytes)) - 1;
    const std::size_t quarter = (bytes >> (log2 - 2)) & 3;
    return std::min(32 + 4 * (log2 - 9) + quarter, list_count - 1);
  }

  std::array<Block*, list_count> heads_{};
  std::uint64_t nonempty_ = 0;  // bit k: list k has a block
};

// Takes the blocks of one allocation site, that of the first, off a chain.
inline heaplab::LeakGroup take_group(Block*& chain) {
  heaplab::LeakGroup group{block_allocated(chain)};
  Block** at = &chain;
  while (Block* const b = *at) {
    if (block_allocated(b) == group.allocated) {
      ++group.blocks;
      group.bytes += b->payload_bytes;
      *at = b->link;
    } else {
      at = &b->link;
    }
  }
  return group;
}
// solution]
// [starter
//
// // A number that only a header has which really stands here, in this state.
// inline std::uint32_t check_of(const Block* b) {
//   static_cast<void>(b);  // step 3
//   return 0;
// }
// starter]

class DebugAllocator {
 public:
  DebugAllocator(heaplab::Heap& heap, heaplab::ErrorReporter& reporter)
      : heap_(heap), reporter_(reporter) {
    // [solution
    first_ = static_cast<Block*>(heap_.grow(sizeof(Block)));
    if (first_ != nullptr) *first_ = {};
    // solution]
    // [starter
    // static_cast<void>(heap_);
    // static_cast<void>(reporter_);
    // starter]
  }

  void* allocate(std::size_t bytes, const MemoryCall& call) {
    // [solution
    Block* const b = begin_block(bytes, call);
    if (b == nullptr) return nullptr;
    return std::memset(block_payload(b), fresh_fill, bytes);
    // solution]
    // [starter
    // // Step 1. Guards and payload get their patterns.
    // static_cast<void>(bytes);
    // static_cast<void>(call);
    // return nullptr;
    // starter]
  }

  void* allocate_zeroed(std::size_t count, std::size_t bytes,
                        const MemoryCall& call) {
    // [solution
    std::size_t product = 0;
    if (__builtin_mul_overflow(count, bytes, &product))
      product = heaplab::unsized;
    Block* const b = begin_block(product, call);
    if (b == nullptr) return nullptr;
    return std::memset(block_payload(b), 0, b->payload_bytes);
    // solution]
    // [starter
    // // Step 5. What is 2^32 times 2^32 + 1 in a std::size_t?
    // static_cast<void>(count);
    // static_cast<void>(bytes);
    // static_cast<void>(call);
    // return nullptr;
    // starter]
  }

  void* reallocate(void* payload, std::size_t bytes, const MemoryCall& call) {
    // [solution
    if (payload == nullptr) return allocate(bytes, call);
    Block* const old = find_live(payload, call);
    if (old == nullptr) return nullptr;
    void* const fresh = bytes == 0 ? nullptr : allocate(bytes, call);
    if (fresh != nullptr)
      std::memcpy(fresh, payload, std::min(bytes, old->payload_bytes));
    if (fresh != nullptr || bytes == 0) end_block(old, call.site);
    return fresh;
    // solution]
    // [starter
    // // Step 5. Which errors can be known before anything has been changed?
    // static_cast<void>(payload);
    // static_cast<void>(bytes);
    // static_cast<void>(call);
    // return nullptr;
    // starter]
  }

  void deallocate(void* payload, const MemoryCall& call,
                  std::size_t sized = heaplab::unsized) {
    // [solution
    if (payload == nullptr) return;
    Block* const b = find_live(payload, call, sized);
    if (b != nullptr) end_block(b, call.site);
    // solution]
    // [starter
    // // Steps 2 and 3. Begin with: is it a live block's payload?
    // static_cast<void>(payload);
    // static_cast<void>(call);
    // static_cast<void>(sized);
    // starter]
  }

  void verify(Site site) {
    // [solution
    for_each_block([&](Block* b) { inspect(b, site); });
    // solution]
    // [starter
    // static_cast<void>(site);  // step 4
    // starter]
  }

  void finish(Site site) {
    // [solution
    verify(site);
    while (oldest_ != nullptr) end_quarantine(site);
    // solution]
    // [starter
    // static_cast<void>(site);  // step 4
    // starter]
  }

  void leaks(heaplab::LeakVisitor& visitor) const {
    // [solution
    // By a number that blocks of one site share, so that few are compared.
    std::array<Block*, 256> chains{};
    for_each_block([&](Block* b) {
      Block*& chain = chains[b->allocated_line % chains.size()];
      if (b->state == State::live) b->link = std::exchange(chain, b);
    });
    for (Block* chain : chains)
      while (chain != nullptr) visitor.visit(take_group(chain));
    // solution]
    // [starter
    // static_cast<void>(visitor);  // step 6
    // starter]
  }

  heaplab::AllocationStatistics statistics() const { return statistics_; }

 private:
  // [solution
  Block* end_marker() const {
    return after<Block>(heap_.end(), 0 - sizeof(Block));
  }

  // Whether `b` may be read, and is a block. Nothing is read before it is
  // known to be inside the heap.
  bool is_block(const Block* b) const {
    const auto address = reinterpret_cast<std::uintptr_t>(b);
    return first_ != nullptr && b >= first_ && b < end_marker() &&
           address % 16 == 0 && b->check == check_of(b);
  }

  // All blocks in the order of their addresses, up to one whose header was
  // overwritten: what follows it cannot be found.
  template <typename Function>
  void for_each_block(Function function) const {
    for (Block* b = first_; is_block(b); b = block_next(b)) function(b);
  }

  // The live block of that payload, looked at for a free. nullptr when there
  // is none, which is then reported.
  Block* find_live(void* payload, const MemoryCall& call,
                   std::size_t sized = heaplab::unsized) {
    auto* const b = after<Block>(payload, 0 - payload_offset);
    if (is_block(b) && b->state == State::live) {
      inspect_call(b, call, sized);
      inspect(b, call.site);
      return b;
    }
    if (is_block(b) && b->state == State::quarantined) {
      report(MemoryErrorKind::double_free, b, 0, call.site);
    } else {
      report_bad_free(static_cast<unsigned char*>(payload), call.site);
    }
    return nullptr;
  }

  // Whether a live block may be freed in this way.
  void inspect_call(const Block* b, const MemoryCall& call, std::size_t sized) {
    const std::size_t alignment = std::size_t{1} << b->log2_alignment;
    if (call.family != b->family)
      report(MemoryErrorKind::mismatched_free, b, 0, call.site);
    if (sized != heaplab::unsized && sized != b->payload_bytes)
      report(MemoryErrorKind::wrong_size, b, 0, call.site);
    if (call.family == b->family && call.family != Family::malloc &&
        aligned(call) != alignment)
      report(MemoryErrorKind::wrong_alignment, b, 0, call.site);
  }

  // Of these pointers all blocks are looked at: there are few of them, and
  // nothing near them can be believed.
  void report_bad_free(const unsigned char* pointer, Site site) {
    const Block* found = nullptr;
    for_each_block([&](const Block* b) {
      const bool inside = pointer >= block_payload(b) - guard_bytes &&
                          pointer < after<unsigned char>(block_next(b), 0);
      if (inside && b->state != State::free) found = b;
    });
    const auto offset = found == nullptr ? 0 : pointer - block_payload(found);
    report(MemoryErrorKind::bad_free, found, offset, site);
  }

  // Of `b`, or of no block.
  void report(MemoryErrorKind kind, const Block* b, std::ptrdiff_t offset,
              Site site) {
    MemoryError error;
    error.kind = kind;
    error.offset = offset;
    error.detected = site;
    if (b != nullptr) {
      error.payload = block_payload(b);
      error.bytes = b->payload_bytes;
      error.allocated = block_allocated(b);
      if (b->state == State::quarantined) error.freed = block_freed(b);
    }
    reporter_.report(error);
  }

  // Reports and mends what is damaged in a live or quarantined block.
  void inspect(Block* b, Site site) {
    if (b->state == State::free) return;
    unsigned char* const payload = block_payload(b);
    unsigned char* const end = block_payload_end(b);
    if (!all_are(payload - guard_bytes, guard_bytes, guard_fill)) {
      std::ptrdiff_t nearest = -1;
      while (payload[nearest] == guard_fill) --nearest;
      report(MemoryErrorKind::underflow, b, nearest, site);
      std::memset(payload - guard_bytes, guard_fill, guard_bytes);
    }
    if (!all_are(end, block_back_guard_bytes(b), guard_fill)) {
      report_first_changed(MemoryErrorKind::overflow, b, end, guard_fill, site);
      std::memset(end, guard_fill, block_back_guard_bytes(b));
    }
    if (b->state == State::live) return;
    if (!all_are(payload, b->payload_bytes, dead_fill)) {
      report_first_changed(MemoryErrorKind::write_after_free, b, payload,
                           dead_fill, site);
      std::memset(payload, dead_fill, b->payload_bytes);
    }
  }

  // There is a changed byte: `begin` or one after it.
  void report_first_changed(MemoryErrorKind kind, const Block* b,
                            const unsigned char* begin, unsigned char fill,
                            Site site) {
    while (*begin == fill) ++begin;
    report(kind, b, begin - block_payload(b), site);
  }

  // A live block with its guards; what the payload holds is left to the
  // caller. nullptr when the heap is exhausted.
  Block* begin_block(std::size_t bytes, const MemoryCall& call) {
    Block* const b = find_room(bytes, aligned(call));
    if (b == nullptr) {
      ++statistics_.refused_calls;
      return nullptr;
    }
    b->family = call.family;
    b->log2_alignment =
        static_cast<std::uint8_t>(std::countr_zero(aligned(call)));
    b->payload_bytes = bytes;
    b->allocated_file = call.site.file;
    b->allocated_line = call.site.line;
    block_set(b, State::live, b->bytes);
    std::memset(block_payload(b) - guard_bytes, guard_fill, guard_bytes);
    std::memset(block_payload_end(b), guard_fill, block_back_guard_bytes(b));
    count_begin(bytes);
    return b;
  }

  // Ends a live block that was looked at: it goes into quarantine.
  void end_block(Block* b, Site site) {
    --statistics_.live_blocks;
    statistics_.live_bytes -= b->payload_bytes;
    b->freed_file = site.file;
    b->freed_line = site.line;
    block_set(b, State::quarantined, b->bytes);
    std::memset(block_payload(b), dead_fill, b->payload_bytes);
    begin_quarantine(b, site);
  }

  void count_begin(std::size_t bytes) {
    ++statistics_.live_blocks;
    ++statistics_.total_blocks;
    statistics_.live_bytes += bytes;
    statistics_.total_bytes += bytes;
    statistics_.peak_bytes =
        std::max(statistics_.peak_bytes, statistics_.live_bytes);
  }

  // A queue: who came first leaves first, when enough has come after it.
  void begin_quarantine(Block* b, Site site) {
    (oldest_ == nullptr ? oldest_ : youngest_->link) = b;
    youngest_ = b;
    b->link = nullptr;
    quarantined_bytes_ += bytes_in_quarantine(b->payload_bytes);
    while (quarantined_bytes_ - bytes_in_quarantine(oldest_->payload_bytes) >
           heaplab::quarantine_bytes)
      end_quarantine(site);
  }

  void end_quarantine(Site site) {
    Block* const b = oldest_;
    oldest_ = b->link;
    quarantined_bytes_ -= bytes_in_quarantine(b->payload_bytes);
    inspect(b, site);
    give_back(b);
  }

  // Makes `b` a free block, joined with its free neighbours.
  void give_back(Block* b) {
    std::size_t bytes = b->bytes;
    // The header stays where it is when `b` joins its left neighbour. It must
    // not be taken for a block that was freed.
    block_set(b, State::free, bytes);
    if (Block* const next = block_next(b); next->state == State::free) {
      free_.remove(next);
      bytes += next->bytes;
    }
    if (b->left_bytes != 0 && block_left(b)->state == State::free) {
      b = block_left(b);
      free_.remove(b);
      bytes += b->bytes;
    }
    set_free(b, bytes);
  }
  void set_free(Block* b, std::size_t bytes) {
    block_set(b, State::free, bytes);
    free_.insert(b);
  }

  // A block that is on no list, long enough, and aligned. An alignment above
  // 16 asks for so much more that any place in it can be cut out.
  Block* find_room(std::size_t bytes, std::size_t alignment) {
    if (first_ == nullptr || std::max(bytes, alignment) > heap_.limit())
      return nullptr;
    const std::size_t block_bytes = block_bytes_for(bytes);
    const std::size_t slack =
        alignment <= 16 ? 0 : minimum_block_bytes + alignment - 16;
    Block* b = free_.take(block_bytes + slack);
    if (b == nullptr) b = extend(block_bytes + slack);
    if (b == nullptr) return nullptr;
    if (slack != 0) b = cut_left(b, alignment);
    cut_right(b, block_bytes);
    return b;
  }

  // Grows the heap by what a free block at its end lacks.
  Block* extend(std::size_t bytes) {
    Block* b = end_marker();
    if (b->left_bytes != 0 && block_left(b)->state == State::free)
      b = block_left(b);
    const std::size_t before = b->bytes;  // 0: it is the end marker
    if (heap_.grow(bytes - before) == nullptr) return nullptr;
    if (before != 0) free_.remove(b);
    *end_marker() = {};
    block_set(b, State::live, bytes);
    return b;
  }

  // Makes what stands left of an aligned payload a free block of its own, and
  // returns the block of that payload.
  Block* cut_left(Block* b, std::size_t alignment) {
    const auto payload = reinterpret_cast<std::uintptr_t>(block_payload(b));
    std::size_t gap = (0 - payload) & (alignment - 1);
    if (gap == 0) return b;
    while (gap < minimum_block_bytes) gap += alignment;
    const std::size_t bytes = b->bytes - gap;
    set_free(b, gap);
    b = block_next(b);
    block_set(b, State::live, bytes);
    return b;
  }

  // Makes what `b` does not need a free block of its own.
  void cut_right(Block* b, std::size_t bytes) {
    const std::size_t rest = b->bytes - bytes;
    if (rest < minimum_block_bytes) return;
    block_set(b, State::live, bytes);
    set_free(block_next(b), rest);
  }

  // solution]
  heaplab::Heap& heap_;
  heaplab::ErrorReporter& reporter_;
  heaplab::AllocationStatistics statistics_;
  // [solution
  Block* first_ = nullptr;             // the end marker when there is no block
  Block* oldest_ = nullptr;            // in quarantine; null: it is empty
  Block* youngest_ = nullptr;          // only while there is an oldest one
  std::size_t quarantined_bytes_ = 0;  // by bytes_in_quarantine()
  FreeLists free_;
  // solution]
};

HEAPLAB_DEBUG_ALLOCATOR(DebugAllocator)

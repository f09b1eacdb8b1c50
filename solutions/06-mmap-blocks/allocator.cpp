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
// [solution
//
// Large blocks in mappings, and a threshold that rises when they are freed:
// glibc's malloc, mallopt(3), M_MMAP_THRESHOLD. Here it rises only for blocks
// that died too soon to be worth their mapping.
// solution]
#include "allocator.hpp"

#include <algorithm>
#include <cstring>
#include <ostream>

#include "small_blocks.hpp"

using heaplab::alignment_bytes;
using heaplab::largest_request_bytes;
// [starter
// using heaplab::not_yet;
// starter]
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
// [starter
// //
// // Task 1: write those that say not_yet.
// starter]
inline std::byte* block_payload(const MappedBlock* b) {
  return reinterpret_cast<std::byte*>(const_cast<MappedBlock*>(b + 1));
}
inline MappedBlock* block_of(const void* payload) {
  return static_cast<MappedBlock*>(const_cast<void*>(payload)) - 1;
}
// The first byte of the mapping, and the byte after its last one.
inline std::byte* block_start(const MappedBlock* b) {
  // [solution
  return reinterpret_cast<std::byte*>(address_of(b) & ~(page_bytes - 1));
  // solution]
  // [starter
  // not_yet(b);
  // return nullptr;
  // starter]
}
inline std::byte* block_end(const MappedBlock* b) {
  return block_start(b) + b->bytes;
}
inline std::size_t block_usable_bytes(const MappedBlock* b) {
  // [solution
  return static_cast<std::size_t>(block_end(b) - block_payload(b));
  // solution]
  // [starter
  // not_yet(b);
  // return 0;
  // starter]
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
    // [solution
    ++calls_;
    if (bytes >= threshold_) {
      void* const payload = map(alignment, bytes);
      return payload != nullptr ? payload
                                : small_.allocate_aligned(alignment, bytes);
    }
    void* const payload = small_.allocate_aligned(alignment, bytes);
    return payload != nullptr ? payload : map(alignment, bytes);
    // solution]
    // [starter
    // // Task 1: a threshold. Task 2: when one way refuses, try the other.
    // if (bytes >= threshold_) return map(alignment, bytes);
    // return small_.allocate_aligned(alignment, bytes);
    // starter]
  }

  void* allocate_zeroed(std::size_t bytes) {
    void* const zeroed = allocate(bytes);
    // [solution
    if (zeroed == nullptr || is_mapped(zeroed)) return zeroed;
    // solution]
    // [starter
    // if (zeroed == nullptr) return nullptr;
    // // Task 3: which payloads are zero already?
    // starter]
    return std::memset(zeroed, 0, bytes);
  }

  void deallocate(void* payload) {
    // [solution
    if (payload == nullptr) return;
    ++calls_;
    if (is_mapped(payload)) return unmap(block_of(payload));
    if (small_.deallocate(payload) >= trim_bytes_) trim();
    // solution]
    // [starter
    // if (payload != nullptr) small_.deallocate(payload);  // tasks 1 and 6
    // starter]
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
    // [solution
    for (const MappedBlock* b = anchor_.next; b != &anchor_; b = b->next) {
      visitor.visit({block_start(b), b->bytes, block_payload(b),
                     block_usable_bytes(b), true});
    }
    // solution]
    // [starter
    // // Task 1: and the mapped blocks.
    // starter]
  }

  bool check(std::ostream& why) const {
    if (!small_.check(why)) return false;
    // [solution
    std::size_t unseen = heap_.mapped_bytes();
    const MappedBlock* previous = &anchor_;
    for (const MappedBlock* b = anchor_.next; b != &anchor_; b = b->next) {
      if (const char* const fault = fault_of(b, previous, unseen)) {
        why << "the mapped block at " << static_cast<const void*>(b) << ", "
            << b->bytes << " bytes: " << fault << '\n';
        return false;
      }
      unseen -= b->bytes;
      previous = b;
    }
    if (unseen == 0) return true;
    why << unseen << " mapped bytes belong to no block of the list\n";
    return false;
    // solution]
    // [starter
    // return true;  // task 5: and the mapped blocks
    // starter]
  }

 private:
  bool is_mapped(const void* payload) const {
    return address_of(payload) - heap_begin_ >= heap_limit_;
  }

  // A mapped block, or nullptr when it is refused.
  void* map(std::size_t alignment, std::size_t bytes) {
    // [solution
    if (std::max(alignment, bytes) > largest_request_bytes) return nullptr;
    bytes = std::max(bytes, std::size_t{1});  // so that the payload is inside
    if (alignment > page_bytes) return map_aligned(alignment, bytes);
    const std::size_t offset = std::max(alignment, sizeof(MappedBlock));
    const std::size_t mapped = whole_pages(offset + bytes);
    auto* const start = static_cast<std::byte*>(heap_.map(mapped));
    return start == nullptr ? nullptr : enter(start + offset, mapped);
    // solution]
    // [starter
    // not_yet(heap_, alignment, bytes);  // task 1; alignments in task 4
    // return nullptr;
    // starter]
  }
  // [solution

  // The payload begins with a page, and the header stands at the end of the
  // page before. The mapping is longer at first; its ends are given back.
  void* map_aligned(std::size_t alignment, std::size_t bytes) {
    const std::size_t kept = whole_pages(page_bytes + bytes);
    const std::size_t spare = alignment - page_bytes;
    auto* start = static_cast<std::byte*>(heap_.map(kept + spare));
    if (start == nullptr) return nullptr;
    const std::size_t before =
        (0 - address_of(start + page_bytes)) & (alignment - 1);
    if (before != 0) heap_.unmap(start, before);
    start += before;
    if (before != spare) heap_.unmap(start + kept, spare - before);
    return enter(start + page_bytes, kept);
  }

  // Writes the header of a new block and puts it into the list.
  void* enter(std::byte* payload, std::size_t mapped) {
    MappedBlock* const b = block_of(payload);
    b->bytes = mapped;
    b->birth = calls_;
    link(b);
    return payload;
  }

  void unmap(MappedBlock* b) {
    learn(b);
    unlink(b);
    heap_.unmap(block_start(b), b->bytes);
  }

  // Making a mapping and filling its pages takes as long as a program takes for
  // about this many calls. A block that is freed sooner was not worth it: from
  // now on, blocks of its size go to the heap, and so must be allowed to wait
  // at its end for the next one.
  void learn(const MappedBlock* b) {
    const std::size_t price = 4 + b->bytes / page_bytes;
    if (calls_ - b->birth >= price || b->bytes > highest_threshold) return;
    threshold_ = std::max(threshold_, b->bytes);
    trim_bytes_ = std::max(trim_bytes_, threshold_);
  }

  // Keeps a little of the heap's free end: what comes next may fit.
  void trim() {
    if (small_.free_end_bytes() >= trim_bytes_) small_.trim(heap_.size() / 64);
  }
  // solution]

  void* reallocate_mapped(void* payload, std::size_t bytes) {
    // [solution
    if (bytes < lowest_threshold / 2) {
      void* const moved = small_.allocate(bytes);
      if (moved != nullptr) return move(payload, moved, bytes);
    }
    void* const resized = remap(payload, bytes);
    if (resized != nullptr) return resized;
    void* const moved = small_.allocate(bytes);
    return moved == nullptr ? nullptr : move(payload, moved, bytes);
    // solution]
    // [starter
    // not_yet(payload, bytes);  // task 3
    // return nullptr;
    // starter]
  }
  // [solution

  void* remap(void* payload, std::size_t bytes) {
    MappedBlock* b = block_of(payload);
    std::byte* const start = block_start(b);
    const auto offset = static_cast<std::size_t>(block_payload(b) - start);
    const std::size_t needed = whole_pages(offset + bytes);
    if (needed == b->bytes) return payload;
    auto* const now =
        static_cast<std::byte*>(heap_.remap(start, b->bytes, needed));
    if (now == nullptr) return nullptr;
    b = block_of(now + offset);
    unlink(b);  // its neighbours still point to where it was
    b->bytes = needed;
    link(b);
    return block_payload(b);
  }
  // solution]

  void* reallocate_small(void* payload, std::size_t bytes) {
    // [solution
    const bool stays = bytes < threshold_ || bytes <= usable_bytes(payload);
    if (stays && small_.resize(payload, bytes)) return payload;
    void* const moved = allocate(bytes);
    if (moved != nullptr) return move(payload, moved, bytes);
    return small_.resize(payload, bytes) ? payload : nullptr;
    // solution]
    // [starter
    // // Task 3: a block that does not fit here any more moves; perhaps into a
    // // mapping.
    // return small_.resize(payload, bytes) ? payload : nullptr;
    // starter]
  }
  // [solution

  // Copies what both blocks have room for, and frees the old one.
  void* move(void* from, void* to, std::size_t bytes) {
    std::memcpy(to, from, std::min(usable_bytes(from), bytes));
    deallocate(from);
    return to;
  }

  // Systems hand mappings out upwards or downwards, so the place of a new one
  // is mostly at one end of the list.
  void link(MappedBlock* b) {
    MappedBlock* next = &anchor_;
    if (anchor_.previous != &anchor_ && anchor_.previous > b) {
      next = anchor_.next;
      while (next < b) next = next->next;
    }
    b->next = next;
    b->previous = next->previous;
    b->previous->next = next->previous = b;
  }
  static void unlink(MappedBlock* b) {
    b->previous->next = b->next;
    b->next->previous = b->previous;
  }

  // The invariants at the top of this file; nullptr where they hold. `unseen`
  // mapped bytes are left for this block and those after it.
  const char* fault_of(const MappedBlock* b, const MappedBlock* previous,
                       std::size_t unseen) const {
    if (b->bytes == 0 || b->bytes % page_bytes != 0 || b->bytes > unseen) {
      return "no mapping of this length can be there";
    }
    if (b->previous != previous) return "its left neighbour is another one";
    if (previous != &anchor_ && block_end(previous) > block_start(b)) {
      return "the block before it in the list reaches into it";
    }
    return nullptr;
  }

  // Measured; see the notes.
  static constexpr std::size_t lowest_threshold = 96 << 10;
  static constexpr std::size_t highest_threshold = 256 << 10;
  // solution]

  heaplab::Heap& heap_;
  const std::uintptr_t heap_begin_;
  const std::size_t heap_limit_;
  SmallBlocks small_;
  MappedBlock anchor_{0, &anchor_, &anchor_, 0};  // of the list, a ring
  // [solution
  std::size_t calls_ = 0;
  std::size_t threshold_ = lowest_threshold;  // from here on: a mapping
  std::size_t trim_bytes_ = 64 << 10;  // free at the heap's end: give it back
  // solution]
  // [starter
  // std::size_t threshold_ = SIZE_MAX;  // from here on: a mapping; task 1
  // starter]
};

static_assert(heaplab::MappedAllocatorContract<MappedAllocator>);
HEAPLAB_SUBMISSION(MappedAllocator)

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
// [starter
// using heaplab::not_yet;
// starter]

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
// [starter
// //
// // Task 1: write those that say not_yet or "not yet".
// starter]
inline Tag tag_of(std::size_t bytes, bool allocated) {
  // [solution
  return Tag{bytes | std::size_t{allocated}};
  // solution]
  // [starter
  // not_yet(bytes, allocated);
  // return Tag{0};
  // starter]
}
inline std::size_t tag_bytes(Tag tag) {
  // [solution
  return tag.bits & ~(alignment_bytes - 1);
  // solution]
  // [starter
  // not_yet(tag);
  // return 0;
  // starter]
}
inline bool tag_is_free(Tag tag) {
  // [solution
  return (tag.bits & 1) == 0;
  // solution]
  // [starter
  // not_yet(tag);
  // return false;
  // starter]
}
inline std::size_t block_bytes(const Block* b) { return tag_bytes(b->header); }
inline bool block_is_free(const Block* b) { return tag_is_free(b->header); }
inline void* block_payload(Block* b) { return after<void>(b, sizeof(Tag)); }
inline Block* block_of(void* payload) {
  return before<Block>(payload, sizeof(Tag));
}
inline Tag* block_footer(Block* b) {
  // [solution
  return after<Tag>(b, block_bytes(b) - sizeof(Tag));
  // solution]
  // [starter
  // return &b->header;  // not yet
  // starter]
}
// The footer of the left neighbour, or the fence before the first block.
inline Tag tag_before(Block* b) { return *before<Tag>(b, sizeof(Tag)); }
inline Block* block_next(Block* b) {
  // [solution
  return after<Block>(b, block_bytes(b));
  // solution]
  // [starter
  // return b;  // not yet
  // starter]
}
inline Block* block_previous(Block* b) {
  // [solution
  return before<Block>(b, tag_bytes(tag_before(b)));
  // solution]
  // [starter
  // return b;  // not yet
  // starter]
}
// Writes header and footer.
inline void block_set(Block* b, std::size_t bytes, bool allocated) {
  // [solution
  b->header = tag_of(bytes, allocated);
  *block_footer(b) = b->header;
  // solution]
  // [starter
  // not_yet(b, bytes, allocated);
  // starter]
}

// The length of a block for `payload_bytes`, at most largest_request_bytes.
inline std::size_t block_bytes_for(std::size_t payload_bytes) {
  // [solution
  const std::size_t whole = payload_bytes + 2 * sizeof(Tag);
  const std::size_t rounded =
      (whole + alignment_bytes - 1) & ~(alignment_bytes - 1);
  return std::max(minimum_block_bytes, rounded);
  // solution]
  // [starter
  // not_yet(payload_bytes);
  // return minimum_block_bytes;
  // starter]
}

// How many bytes to leave free at the start of `b`, so that the payload behind
// them is aligned: 0, or enough to be a block of their own.
inline std::size_t block_gap(Block* b, std::size_t alignment) {
  // [solution
  const auto payload = reinterpret_cast<std::uintptr_t>(block_payload(b));
  const std::size_t gap = (0 - payload) & (alignment - 1);
  return gap == 0 || gap >= minimum_block_bytes ? gap : gap + alignment;
  // solution]
  // [starter
  // not_yet(b, alignment);  // task 6
  // return 0;
  // starter]
}

inline bool block_fits(Block* b, const Request& request) {
  // [solution
  if (!block_is_free(b) || block_bytes(b) < request.bytes) return false;
  if (request.alignment == alignment_bytes) return true;
  return block_gap(b, request.alignment) + request.bytes <= block_bytes(b);
  // solution]
  // [starter
  // not_yet(b, request);  // task 2; alignments above 16 in task 6
  // return false;
  // starter]
}

// The free block with the lowest address that fits.
struct FirstFit {
  Block* find(Block* first, const Request& request) {
    // [solution
    for (Block* b = first; block_bytes(b) != 0; b = block_next(b)) {
      if (block_fits(b, request)) return b;
    }
    return nullptr;
    // solution]
    // [starter
    // not_yet(first, request);  // task 2
    // return nullptr;
    // starter]
  }
  void joined(Block*) {}
};
// [solution

// The first one that fits from where the last search ended, and around.
struct NextFit {
  Block* find(Block* first, const Request& request) {
    Block* const start = rover_ == nullptr ? first : rover_;
    for (Block* b = start; block_bytes(b) != 0; b = block_next(b)) {
      if (block_fits(b, request)) return rover_ = b;
    }
    for (Block* b = first; b != start; b = block_next(b)) {
      if (block_fits(b, request)) return rover_ = b;
    }
    return nullptr;
  }
  void joined(Block* b) {
    if (b < rover_ && rover_ < block_next(b)) rover_ = b;
  }

 private:
  Block* rover_ = nullptr;  // where a block starts, or the end fence
};

// The shortest one that fits; of equals, the one with the lowest address.
struct BestFit {
  Block* find(Block* first, const Request& request) {
    Block* best = nullptr;
    for (Block* b = first; block_bytes(b) != 0; b = block_next(b)) {
      if (!block_fits(b, request)) continue;
      if (best == nullptr || block_bytes(b) < block_bytes(best)) best = b;
      if (block_bytes(b) == request.bytes) break;
    }
    return best;
  }
  void joined(Block*) {}
};
// solution]

template <typename Fit>
requires heaplab::FitPolicy<Fit, Block, Request>
class ImplicitList {
 public:
  explicit ImplicitList(heaplab::Heap& heap) : heap_(heap) {
    // [solution
    Tag* const fences = static_cast<Tag*>(heap_.grow(2 * sizeof(Tag)));
    if (fences == nullptr) return;  // first_ stays nullptr: nothing is granted
    fences[0] = fences[1] = tag_of(0, true);
    first_ = after<Block>(fences, sizeof(Tag));
    // solution]
    // [starter
    // // Task 1: grow the heap by two fences, and let first_ be the second.
    // starter]
  }

  void* allocate(std::size_t bytes) {
    return allocate_aligned(alignment_bytes, bytes);
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    // [solution
    if (first_ == nullptr) return nullptr;
    if (std::max(alignment, bytes) > largest_request_bytes) return nullptr;
    const Request request{block_bytes_for(bytes),
                          std::max(alignment, alignment_bytes)};
    Block* b = fit_.find(first_, request);
    if (b == nullptr) b = extend_for(request);
    return b == nullptr ? nullptr : block_payload(place(b, request));
    // solution]
    // [starter
    // not_yet(alignment, bytes);  // tasks 1 and 2; the alignment is task 6
    // return nullptr;
    // starter]
  }

  void* allocate_zeroed(std::size_t bytes) {
    // [solution
    void* const payload = allocate(bytes);
    return payload == nullptr ? nullptr : std::memset(payload, 0, bytes);
    // solution]
    // [starter
    // not_yet(bytes);  // task 6
    // return nullptr;
    // starter]
  }

  void deallocate(void* payload) {
    // [solution
    if (payload == nullptr) return;
    Block* const b = block_of(payload);
    block_set(b, block_bytes(b), false);
    coalesce(b);
    // solution]
    // [starter
    // not_yet(payload);  // task 2
    // starter]
  }

  void* reallocate(void* payload, std::size_t bytes) {
    // [solution
    if (payload == nullptr) return allocate(bytes);
    if (bytes > largest_request_bytes) return nullptr;
    if (bytes == 0) return deallocate(payload), nullptr;
    const bool resized =
        resize_in_place(block_of(payload), block_bytes_for(bytes));
    return resized ? payload : move(payload, bytes);
    // solution]
    // [starter
    // not_yet(payload, bytes);  // task 5
    // return nullptr;
    // starter]
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    // [solution
    if (first_ == nullptr) return;
    for (Block* b = first_; block_bytes(b) != 0; b = block_next(b)) {
      visitor.visit({b, block_bytes(b), block_payload(b),
                     block_bytes(b) - 2 * sizeof(Tag), !block_is_free(b)});
    }
    // solution]
    // [starter
    // not_yet(visitor);  // task 1
    // starter]
  }

  bool check(std::ostream& why) const {
    // [solution
    if (first_ == nullptr) return true;
    const char* fault = fence_fault();
    for (Block* b = first_; fault == nullptr && b != end_fence();
         b = block_next(b)) {
      fault = block_fault(b);
      if (fault != nullptr) describe(b, why);
    }
    if (fault != nullptr) why << fault << '\n';
    return fault == nullptr;
    // solution]
    // [starter
    // not_yet(why);  // task 7
    // return true;
    // starter]
  }

 private:
  // The fence at the heap's end: where the next block will start.
  Block* end_fence() const { return before<Block>(heap_.end(), sizeof(Tag)); }
  // [solution

  // Allocates in the free block `b` what the request needs, and leaves the rest
  // of it free. Returns where the allocated block starts.
  Block* place(Block* b, const Request& request) {
    if (const std::size_t gap = block_gap(b, request.alignment); gap != 0) {
      split(b, gap);
      b = block_next(b);
    }
    split(b, request.bytes);
    block_set(b, block_bytes(b), true);
    return b;
  }

  // Shortens `b` to `bytes` and makes a free block of the rest, unless the rest
  // is too short to be one. Keeps whether `b` is allocated.
  void split(Block* b, std::size_t bytes) {
    const std::size_t rest = block_bytes(b) - bytes;
    if (rest < minimum_block_bytes) return;
    block_set(b, bytes, !block_is_free(b));
    block_set(block_next(b), rest, false);
  }

  // Joins the free block `b` with those of its neighbours that are free, and
  // returns the whole. Fences are allocated: the ends are no special case.
  Block* coalesce(Block* b) {
    if (block_is_free(block_next(b))) absorb_next(b);
    if (!tag_is_free(tag_before(b))) return b;
    b = block_previous(b);
    absorb_next(b);
    return b;
  }

  void absorb_next(Block* b) {
    const std::size_t bytes = block_bytes(b) + block_bytes(block_next(b));
    block_set(b, bytes, !block_is_free(b));
    fit_.joined(b);
  }

  // Grows the heap by at least `bytes`, a multiple of 16. Returns the free
  // block at its end, which may have begun before; nullptr when the heap
  // refuses. A 128th of the heap at once spares searches that find nothing; see
  // task 8.
  Block* extend(std::size_t bytes) {
    Block* const b = end_fence();
    const std::size_t share = heap_.size() / 128 & ~(alignment_bytes - 1);
    const std::size_t ahead = std::max(bytes, share);
    if (heap_.grow(ahead) != nullptr) {
      bytes = ahead;
    } else if (heap_.grow(bytes) == nullptr) {
      return nullptr;
    }
    end_fence()->header = tag_of(0, true);
    block_set(b, bytes, false);
    return coalesce(b);
  }

  // Grows the heap by what its end lacks for the request, which fits no free
  // block.
  Block* extend_for(const Request& request) {
    Block* b = end_fence();
    if (tag_is_free(tag_before(b))) b = block_previous(b);
    const std::size_t gap = block_gap(b, request.alignment);
    return extend(gap + request.bytes - block_bytes(b));
  }

  // Makes the allocated block `b` `bytes` long where it stands, out of a free
  // right neighbour and new bytes at the heap's end. When that is not enough,
  // leaves it as it was and returns false.
  bool resize_in_place(Block* b, std::size_t bytes) {
    const std::size_t bytes_before = block_bytes(b);
    if (block_is_free(block_next(b))) absorb_next(b);
    if (block_bytes(b) < bytes && block_next(b) == end_fence() &&
        extend(bytes - block_bytes(b)) != nullptr) {
      absorb_next(b);
    }
    const bool enough = block_bytes(b) >= bytes;
    split(b, enough ? bytes : bytes_before);
    return enough;
  }

  void* move(void* payload, std::size_t bytes) {
    void* const fresh = allocate(bytes);
    if (fresh == nullptr) return nullptr;
    const std::size_t old = block_bytes(block_of(payload)) - 2 * sizeof(Tag);
    std::memcpy(fresh, payload, std::min(old, bytes));
    deallocate(payload);
    return fresh;
  }

  // The invariants at the top of this file; nullptr where they hold. Looks only
  // at bytes of the heap, whatever the tags say.
  const char* fence_fault() const {
    const std::size_t sound = tag_of(0, true).bits;
    if (tag_before(first_).bits != sound) return "the first fence is damaged";
    if (end_fence()->header.bits != sound) return "the last fence is damaged";
    return nullptr;
  }
  const char* block_fault(Block* b) const {
    if (!has_possible_size(b)) return "no block of this size can be here";
    if (block_footer(b)->bits != b->header.bits) {
      return "header and footer differ";
    }
    if (block_is_free(b) && block_is_free(block_next(b))) {
      return "it is free and so is the next block: they should be one";
    }
    return nullptr;
  }
  bool has_possible_size(Block* b) const {
    const auto room = reinterpret_cast<std::uintptr_t>(end_fence()) -
                      reinterpret_cast<std::uintptr_t>(b);
    return minimum_block_bytes <= block_bytes(b) && block_bytes(b) <= room;
  }

  void describe(Block* b, std::ostream& why) const {
    why << "block at heap offset " << after<std::byte>(b, 0) - heap_.begin();
    print(why << ": header says ", b->header);
    if (has_possible_size(b)) print(why << "footer says ", *block_footer(b));
  }
  static void print(std::ostream& why, Tag tag) {
    why << tag_bytes(tag) << " bytes, "
        << (tag_is_free(tag) ? "free; " : "allocated; ");
  }
  // solution]

  heaplab::Heap& heap_;
  Block* first_ = nullptr;  // the first block; the end fence when there is none
  Fit fit_;
};

// [solution
using ImplicitListAllocator = ImplicitList<NextFit>;
// solution]
// [starter
// using ImplicitListAllocator = ImplicitList<FirstFit>;
// starter]
static_assert(heaplab::ImplicitListContract<ImplicitListAllocator>);
HEAPLAB_SUBMISSION(ImplicitListAllocator)

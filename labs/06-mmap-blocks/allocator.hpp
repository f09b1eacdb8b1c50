// The contract of lab 06: what MappedAllocator takes and gives. You write the
// class in allocator.cpp; its private members are yours. Small blocks are
// given: small_blocks.hpp of this folder, or a file of that name beside your
// allocator.cpp, which is then found first.
//
// Rules that hold for every function
// - Sizes are in bytes. A payload is what the program asked for.
// - Every payload is a multiple of 16, lies inside the heap or inside one
//   mapping, and shares no byte with another live payload. You never write to a
//   live payload; only reallocate() and allocate_zeroed() write to a new one.
// - nullptr means: neither the heap nor the mappings can grant it. After it
//   everything is as it was before the call. A request that the mappings refuse
//   may fit in the heap, and the other way around: try both.
// - A request too large for anything (SIZE_MAX, or one that overflows when you
//   round it to pages) is refused with nullptr like any other.
// - All memory comes from the heaplab::Heap of the constructor: grow() and
//   shrink() for the heap, map(), unmap() and remap() for mappings. All state
//   is in the object or in that memory. No global variables.
// - Where the heap begins stands the object itself, rounded up to 16 bytes. It
//   counts as part of your footprint. Your first grow() follows right after it.
// - Mappings lie outside of what the heap is and can become: no address from
//   begin() up to begin() + limit() is in one.
// - New bytes of the heap hold junk. New bytes of a mapping are zero.
// - Your footprint is the heap's size now and the mappings as they are now.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iosfwd>

#include "heaplab/block_visitor.hpp"
#include "heaplab/heap.hpp"
#include "heaplab/submission.hpp"

namespace heaplab {

inline constexpr std::size_t alignment_bytes = 16;  // of every payload

// Requests beyond this are refused at once. It is far more than any heap or
// mapping holds, and far enough below SIZE_MAX that rounding cannot overflow.
inline constexpr std::size_t largest_request_bytes = SIZE_MAX / 4;

// A size in bytes, at most SIZE_MAX / 2, rounded up to whole pages.
constexpr std::size_t whole_pages(std::size_t bytes) {
  return (bytes + page_bytes - 1) & ~(page_bytes - 1);
}

template <typename A>
concept MappedAllocatorContract = requires(A allocator, const A& constant,
                                           void* payload, const void* shown,
                                           std::size_t bytes,
                                           std::size_t alignment,
                                           BlockVisitor& visitor,
                                           std::ostream& why) {
  // Returns a payload of at least `bytes` bytes; its content is junk.
  // allocate(0) returns a payload that no other live block has and that can be
  // freed, as long as there is room: real programs take nullptr for a failure.
  { allocator.allocate(bytes) } -> std::same_as<void*>;

  // Takes a live payload of this allocator. Its bytes are yours again; those of
  // a mapped block go back to the kit, unless you keep them for a reason that
  // you can measure. deallocate(nullptr) does nothing.
  { allocator.deallocate(payload) } -> std::same_as<void>;

  // Changes the size of a live payload and returns where it stands now: the
  // same address, or a new one, and then the old payload is dead. The first
  // min(old size, `bytes`) bytes keep their content. A block may go from the
  // heap to a mapping and back.
  // reallocate(nullptr, n) is allocate(n). reallocate(p, 0) frees p and returns
  // nullptr or what allocate(0) would return.
  // When it returns nullptr for another size, `payload` is live and unchanged.
  { allocator.reallocate(payload, bytes) } -> std::same_as<void*>;

  // As allocate(), and the first `bytes` bytes are zero. Takes gigabytes as
  // fast as a page: fresh pages are zero already.
  { allocator.allocate_zeroed(bytes) } -> std::same_as<void*>;

  // As allocate(), and the payload is a multiple of `alignment`, a power of two
  // (1, 2, 4 and 8 mean 16). It is freed and resized like any other payload;
  // after reallocate() only the alignment to 16 is promised. It may need up to
  // `alignment` bytes more for a moment, and be refused if they are not there.
  { allocator.allocate_aligned(alignment, bytes) } -> std::same_as<void*>;

  // How many bytes from a live payload on the program may write to: at least
  // what it asked for. 0 for nullptr. (malloc_usable_size.)
  { constant.usable_bytes(shown) } -> std::same_as<std::size_t>;

  // Shows every block of the heap, free ones too, and after them every mapped
  // block: each once, and both kinds in address order. A mapped block is the
  // whole mapping, from its first page on.
  { constant.walk(visitor) } -> std::same_as<void>;

  // True when every invariant of heap and mappings holds. Otherwise false, with
  // one line on `why` for what is broken. It must survive wrong bytes in the
  // heap and wrong lengths of mapped blocks. Nobody can ask whether an address
  // is mapped: a wrong link between mapped blocks may end it.
  { constant.check(why) } -> std::same_as<bool>;
};

// What MappedAllocator needs from the allocator of small blocks, which uses
// grow() and shrink() alone. Sizes, alignments and refusals as above.
template <typename S>
concept SmallBlocksContract = requires(S small, const S& constant,
                                       void* payload, const void* shown,
                                       std::size_t bytes, std::size_t alignment,
                                       BlockVisitor& visitor,
                                       std::ostream& why) {
  { small.allocate(bytes) } -> std::same_as<void*>;
  { small.allocate_aligned(alignment, bytes) } -> std::same_as<void*>;

  // Takes a live payload, not nullptr. Returns the length in bytes of the free
  // block that it is part of now.
  { small.deallocate(payload) } -> std::same_as<std::size_t>;

  // Makes the block of `payload` at least `bytes` long where it stands, not
  // much longer if it shrinks. When it cannot: false, and nothing has changed.
  { small.resize(payload, bytes) } -> std::same_as<bool>;

  { constant.usable_bytes(shown) } -> std::same_as<std::size_t>;

  // How long the free block at the heap's end is: 0 when there is none.
  { constant.free_end_bytes() } -> std::same_as<std::size_t>;

  // Gives the free block at the heap's end back, but for about `keep_bytes`.
  { small.trim(bytes) } -> std::same_as<void>;

  { constant.walk(visitor) } -> std::same_as<void>;
  { constant.check(why) } -> std::same_as<bool>;
};

// Stands in the starter where your code goes: takes anything, does nothing, and
// keeps the compiler from calling a parameter unused.
template <typename... T>
constexpr void not_yet(const T&...) {}

}  // namespace heaplab

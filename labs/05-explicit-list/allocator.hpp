// The contract of lab 05: what ExplicitListAllocator takes and gives. You write
// the class in allocator.cpp; its private members are yours.
//
// Rules that hold for every function
// - Sizes are in bytes. A payload is what the program asked for.
// - Every payload is a multiple of 16, lies inside the heap, and shares no byte
//   with another live payload. You never write to a live payload.
// - nullptr means: no free block fits, and the heap cannot grow enough. After
//   it everything is as it was before the call.
// - A request too large for any heap (SIZE_MAX, or one that overflows when you
//   round it) is refused with nullptr, like any other that does not fit.
// - All memory comes from the heaplab::Heap of the constructor. All state is
//   in the object or in the heap. No global variables; constants are fine.
// - Where the heap begins stands the object itself, rounded up to 16 bytes. It
//   counts as part of your footprint. Your first grow() follows right after it.
// - New bytes of the heap hold junk, never zeros that you may rely on.
//
// Blocks have the form of heaplab/heap_image.hpp: a header of 8 bytes directly
// before the payload; in free blocks two links behind it and a footer at the
// end; the end marker in the last 8 bytes of the heap. The lists, how many and
// which lengths on each, are yours to choose, in the order of their lengths.
//
// What holds between any two calls, for every block b and the lists
//   next(b)         = b + bytes(b)
//   the last next() = the end marker = 0 bytes, allocated
//   bytes(b) % 16   = 0,  bytes(b) >= 32;  bits 2 and 3 of a header are 0
//   bit 1 of b      = bit 0 of the block before b; 1 when b is the first. The
//                     end marker's bit 1 speaks of the last block
//   b free         => footer(b) = bytes(b)
//   b free         => next(b) is allocated
//   b free         => b is on one list, once, on the one for bytes(b)
//   b on a list    => b is a free block of the heap
//   next of b on a list = c  <=>  previous of c = b; the head has no previous
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iosfwd>

#include "heaplab/block_visitor.hpp"
#include "heaplab/heap.hpp"
#include "heaplab/heap_image.hpp"
#include "heaplab/submission.hpp"

namespace heaplab {

inline constexpr std::size_t alignment_bytes = 16;  // of every payload
inline constexpr std::size_t header_bytes = 8;
inline constexpr std::size_t minimum_block_bytes = 32;

// Requests beyond this are refused at once. It is far more than any heap holds,
// and far enough below SIZE_MAX that rounding a smaller one cannot overflow.
inline constexpr std::size_t largest_request_bytes = SIZE_MAX / 4;

template <typename A>
concept ExplicitListContract = requires(
    A allocator, const A& constant, void* payload, const void* live,
    std::size_t bytes, std::size_t alignment, BlockVisitor& visitor,
    HeapImageVisitor& images, const HeapImage& heap, std::ostream& why) {
  // Returns a payload of at least `bytes` bytes; its content is junk.
  // allocate(0) may return nullptr, or a payload that no other live block has
  // and that can be freed. Both are right.
  { allocator.allocate(bytes) } -> std::same_as<void*>;

  // Takes a live payload of this allocator. Its bytes are yours again.
  // deallocate(nullptr) does nothing.
  { allocator.deallocate(payload) } -> std::same_as<void>;

  // Changes the size of a live payload and returns where it stands now: the
  // same address, or a new one, and then the old payload is dead. The first
  // min(old size, `bytes`) bytes keep their content.
  // reallocate(nullptr, n) is allocate(n). reallocate(p, 0) frees p and returns
  // nullptr or what allocate(0) would return.
  // When it returns nullptr for another size, `payload` is live and unchanged.
  { allocator.reallocate(payload, bytes) } -> std::same_as<void*>;

  // As allocate(), and the first `bytes` bytes are zero.
  { allocator.allocate_zeroed(bytes) } -> std::same_as<void*>;

  // As allocate(), and the payload is a multiple of `alignment`, a power of two
  // (1, 2, 4 and 8 mean 16). It is freed and resized like any other payload;
  // after reallocate() only the alignment to 16 is promised.
  { allocator.allocate_aligned(alignment, bytes) } -> std::same_as<void*>;

  // How many bytes of a live payload the program may use: what it asked for, or
  // more. Its length stays the same until the payload is resized or freed.
  { constant.usable_bytes(live) } -> std::same_as<std::size_t>;

  // Shows every block, free ones too, once and in address order. Sentinels
  // that hold no payload are not blocks.
  { constant.walk(visitor) } -> std::same_as<void>;

  // Shows the heap with the heads of the lists to `images`, once. Nothing when
  // there is no heap: not even the end marker could be written.
  { constant.image(images) } -> std::same_as<void>;

  // The heap checker. True when all that is said above holds for `heap`.
  // Otherwise false, with one line on `why`: which block, what is wrong.
  // It trusts the arrays of `heap` and nothing else. It reads no byte outside
  // of [begin, end + 8), whatever the bytes inside say: lengths that lead out
  // of the heap, links to anywhere, lists in a circle. It changes nothing, and
  // its time grows with the number of blocks, not with its square.
  { A::check_heap(heap, why) } -> std::same_as<bool>;

  // check_heap() on the heap of this allocator.
  { constant.check(why) } -> std::same_as<bool>;
};

// Stands in the starter where your code goes: takes anything, does nothing, and
// keeps the compiler from calling a parameter unused.
template <typename... T>
constexpr void not_yet(const T&...) {}

}  // namespace heaplab

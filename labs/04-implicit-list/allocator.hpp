// The contract of lab 04: what ImplicitListAllocator takes and gives. You write
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
//   in the object or in the heap. No global variables.
// - Where the heap begins stands the object itself, rounded up to 16 bytes. It
//   counts as part of your footprint. Your first grow() follows right after it.
// - New bytes of the heap hold junk, never zeros that you may rely on.
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
inline constexpr std::size_t header_bytes = 8;
inline constexpr std::size_t footer_bytes = 8;
inline constexpr std::size_t minimum_block_bytes = 32;

// Requests beyond this are refused at once. It is far more than any heap holds,
// and far enough below SIZE_MAX that rounding a smaller one cannot overflow.
inline constexpr std::size_t largest_request_bytes = SIZE_MAX / 4;

template <typename A>
concept ImplicitListContract = requires(A allocator, const A& constant,
                                        void* payload, std::size_t bytes,
                                        std::size_t alignment,
                                        BlockVisitor& visitor,
                                        std::ostream& why) {
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

  // Shows every block, free ones too, once and in address order. Sentinels
  // that hold no payload are not blocks.
  { constant.walk(visitor) } -> std::same_as<void>;

  // True when every invariant of your heap holds. Otherwise false, with one
  // line on `why` for what is broken: which block, what its header says, what
  // its footer says. It must survive a heap with wrong bytes in it.
  { constant.check(why) } -> std::same_as<bool>;
};

// Stands in the starter where your code goes: takes anything, does nothing, and
// keeps the compiler from calling a parameter unused.
template <typename... T>
constexpr void not_yet(const T&...) {}

// A fit policy picks the free block for a request. The allocator owns one and
// can be built with another by changing one template argument.
template <typename Fit, typename Block, typename Request>
concept FitPolicy = requires(Fit fit, Block* block, const Request& request) {
  // Searches the blocks from `block`, the first of the heap, to the last.
  // Returns a free block that fits `request`, or nullptr when there is none.
  { fit.find(block, request) } -> std::same_as<Block*>;

  // Two neighbours have just become the one block `block`. A policy that
  // remembers an address inside it must forget that address.
  { fit.joined(block) } -> std::same_as<void>;
};

}  // namespace heaplab

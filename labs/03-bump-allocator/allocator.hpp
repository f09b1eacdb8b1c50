// The contract of lab 03: what BumpAllocator must offer, and what each
// operation promises. Your file includes this header, defines the class, and
// ends in HEAPLAB_SUBMISSION(BumpAllocator).
//
// Four rules hold for all operations.
//   - All sizes are in bytes. Every payload is a multiple of 16.
//   - A request that cannot be met returns nullptr and changes nothing. That
//     holds for SIZE_MAX and every size near it: mind the overflow when you
//     round up and when you add a header.
//   - All state hangs off the object; there are no mutable globals. The kit
//     places the object first in the heap, rounded up to 16 bytes, and it
//     counts as footprint. Your own first grow() continues right behind it.
//   - New bytes of the heap hold junk.
//
// Source of the idea: regions with mark and release, Hanson, Fast Allocation
// and Deallocation of Memory Based on Object Lifetimes, 1990.
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

// Requests beyond this are refused at once: more than any heap holds, and so
// far below SIZE_MAX that no rounding or sum of a few such sizes overflows.
inline constexpr std::size_t largest_request_bytes = SIZE_MAX / 4;

template <typename T>
concept BumpAllocatorContract = requires(T& allocator, const T& view,
                                         Heap& heap, void* payload,
                                         std::size_t bytes, std::size_t mark,
                                         std::size_t alignment,
                                         BlockVisitor& visitor,
                                         std::ostream& why) {
  // Serves requests from `heap`, which outlives the allocator. Nobody else
  // grows or shrinks that heap meanwhile.
  T(heap);

  // Returns a new payload of at least `bytes` bytes, or nullptr when the heap
  // may not grow that far. Room up to the very limit of the heap must be used.
  // grow() is asked for at most 4096 bytes more than are missing.
  // allocate(0) returns nullptr or a payload unlike all others; both are right.
  { allocator.allocate(bytes) } -> std::same_as<void*>;

  // Ends the life of a block. walk() shows it as free from now on, but its
  // bytes are not used again: in a bump allocator, free gives nothing back.
  // deallocate(nullptr) does nothing.
  { allocator.deallocate(payload) } -> std::same_as<void>;

  // Makes a block hold `bytes` bytes and returns its payload, which may have
  // moved; the first min(old, new) bytes of the content are kept.
  // The last block of the heap grows and shrinks where it stands; the next one
  // takes what it gives up. Another block stays where it is when `bytes` fit;
  // otherwise its content is copied to a new block and the old one ends.
  // Returns nullptr when there is no room: the old block then lives on, intact.
  // reallocate(nullptr, n) is allocate(n). reallocate(p, 0) frees p and returns
  // nullptr.
  { allocator.reallocate(payload, bytes) } -> std::same_as<void*>;

  // allocate(bytes), with all `bytes` bytes zero.
  { allocator.allocate_zeroed(bytes) } -> std::same_as<void*>;

  // allocate(bytes), at a multiple of `alignment`, which is a power of two.
  // One below 16 is served as 16.
  { allocator.allocate_aligned(alignment, bytes) } -> std::same_as<void*>;

  // Remembers where the heap ends now. Marks nest. A mark dies when an older
  // mark is released. Its number means nothing outside the allocator.
  { view.mark() } -> std::same_as<std::size_t>;

  // Ends every block allocated since `mark`, in constant time, and gives all
  // bytes behind the older ones back to the heap. A block that reallocate()
  // moved since counts as allocated since; one that it resized in place does
  // not, and survives with the size it has now. The mark itself stays valid.
  { allocator.release(mark) } -> std::same_as<void>;

  // Shows every block in address order, free ones (and padding in front of an
  // aligned payload) as not allocated.
  { view.walk(visitor) } -> std::same_as<void>;

  // True when all invariants hold. Otherwise false, and `why` says in words
  // what is broken and where. Never crashes or loops on a broken heap.
  { view.check(why) } -> std::same_as<bool>;
};

// Stands in the starter where your code goes: takes anything, does nothing.
template <typename... T>
constexpr std::nullptr_t not_yet(const T&...) {
  return nullptr;
}

}  // namespace heaplab

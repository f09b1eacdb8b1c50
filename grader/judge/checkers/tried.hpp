// A class that is nothing but a heap checker, and one that is complete. Every
// checker in this folder is this one, changed in one thing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <set>

#include "heaplab/submission.hpp"

struct Omits {
  bool footers = false;  // are not compared
  bool places = false;   // links are followed without a look at where they lead
  bool ends = false;     // blocks may be on their list more than once
  bool names = false;    // free and listed blocks are counted, not compared
};

class Tried {
 public:
  explicit Tried(heaplab::Heap&) {}
  void* allocate(std::size_t) { return nullptr; }
  void deallocate(void*) {}
};

using FreeBlocks = std::set<const heaplab::FreeBlock*>;

template <Omits omits>
class Checking : public Tried {
 public:
  using Tried::Tried;

  static bool check_heap(const heaplab::HeapImage& heap, std::ostream& why) {
    FreeBlocks in_heap;
    FreeBlocks on_lists;
    if (!blocks_are_sound(heap, in_heap))
      return why << "a block is wrong", false;
    for (std::size_t k = 0; k < heap.list_count; ++k)
      if (!list_is_sound(heap, k, in_heap, on_lists))
        return why << "list " << k << " is wrong", false;
    const bool same =
        omits.names ? in_heap.size() == on_lists.size() : in_heap == on_lists;
    if (!same) why << "a free block is on no list";
    return same;
  }

 private:
  static std::uint64_t word(const std::byte* at) {
    return *reinterpret_cast<const std::uint64_t*>(at);
  }

  static bool blocks_are_sound(const heaplab::HeapImage& heap,
                               FreeBlocks& free) {
    bool before = true;
    const std::byte* block = heap.begin;
    while (block != heap.end) {
      const std::uint64_t header = word(block);
      const std::uint64_t bytes = header & ~std::uint64_t{3};
      const bool allocated = (header & 1) != 0;
      if (bytes < 32 || bytes % 16 != 0) return false;
      if (bytes > static_cast<std::uint64_t>(heap.end - block)) return false;
      if (((header & 2) != 0) != before) return false;
      if (!allocated && !before) return false;
      if (!allocated && !omits.footers && word(block + bytes - 8) != bytes)
        return false;
      if (!allocated)
        free.insert(reinterpret_cast<const heaplab::FreeBlock*>(block));
      before = allocated;
      block += bytes;
    }
    return word(block) == (before ? 3u : 1u);
  }

  static bool list_is_sound(const heaplab::HeapImage& heap, std::size_t k,
                            const FreeBlocks& in_heap, FreeBlocks& on_lists) {
    const heaplab::FreeBlock* previous = nullptr;
    for (const auto* block = heap.heads[k]; block != nullptr;
         block = block->next) {
      if (!omits.places && !is_block(heap, block, in_heap)) return false;
      if (!on_lists.insert(block).second && !omits.ends) return false;
      if (!omits.ends && block->previous != previous) return false;
      if (list_of(heap, block->header & ~std::uint64_t{3}) != k) return false;
      previous = block;
    }
    return true;
  }

  static bool is_block(const heaplab::HeapImage& heap,
                       const heaplab::FreeBlock* block,
                       const FreeBlocks& in_heap) {
    if (!omits.names) return in_heap.contains(block);
    const auto at = reinterpret_cast<std::uintptr_t>(block);
    const auto begin = reinterpret_cast<std::uintptr_t>(heap.begin);
    const auto end = reinterpret_cast<std::uintptr_t>(heap.end);
    return at >= begin && at < end && at % 16 == 8 && (block->header & 1) == 0;
  }

  static std::size_t list_of(const heaplab::HeapImage& heap,
                             std::uint64_t bytes) {
    std::size_t k = heap.list_count - 1;
    while (k > 0 && heap.list_minimum[k] > bytes) --k;
    return k;
  }
};

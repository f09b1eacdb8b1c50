// Blocks with headers, in bins by size: a good fit, in constant time but for
// the few blocks of one bin that are looked at.
//
// Bins: one for each multiple of 16 up to 512 bytes, then four for each
// doubling; the last one has no upper end. Bit k of `occupied_` says that bin k
// is not empty.
#pragma once

#include <bit>
#include <climits>

#include "boundary_tags.hpp"

namespace size_classes {

class TaggedBlocks {
 public:
  explicit TaggedBlocks(heaplab::Heap& heap) : heap_(heap) {
    void* const fences = heap_.grow(2 * tag_bytes);
    if (fences == nullptr) return;  // first_ stays nullptr: nothing is granted
    first_ = fence_ = at(fences, tag_bytes);
    fence_->tag = allocated_bit;
  }

  // Allocates `bytes` bytes (a block, its tag included) in a free block.
  // Returns nullptr when none fits. Where a bin mixes sizes, the best of the
  // first `tries` blocks is taken.
  Block* take(std::size_t alignment, std::size_t bytes, int tries) {
    for (std::uint64_t fit = occupied_ & (~std::uint64_t{0} << bin_of(bytes));
         fit != 0; fit &= fit - 1) {
      Block* const b = best_in(std::countr_zero(fit), alignment, bytes, tries);
      if (b != nullptr) return place(b, alignment, bytes);
    }
    return nullptr;
  }

  // The same with new bytes at the end of the heap, joined with a free block
  // there. A 128th of the heap at once, or 1 KiB, spares calls.
  Block* take_at_end(std::size_t alignment, std::size_t bytes) {
    if (first_ == nullptr) return nullptr;
    Block* const b = at(fence_, 0 - free_end_bytes());
    const std::size_t wanted = block_gap(b, alignment) + bytes;
    const std::size_t room = b == fence_ ? 0 : block_bytes(b);
    if (wanted > room && !extend(wanted - room)) return nullptr;
    return place(b, alignment, bytes);
  }

  // Frees the allocated block `b` and joins it with its free neighbours.
  // Returns the whole.
  Block* give(Block* b) {
    std::size_t bytes = block_bytes(b);
    if (Block* const right = block_next(b); block_is_free(right)) {
      remove(right);
      bytes += block_bytes(right);
    }
    if (block_has(b, left_is_free_bit)) {
      b = block_left(b);
      remove(b);
      bytes += block_bytes(b);
    }
    insert(b, bytes);
    return b;
  }

  // Makes the allocated block `b` `bytes` long where it stands. When it cannot:
  // false, and nothing has changed.
  bool resize(Block* b, std::size_t bytes) {
    Block* right = block_next(b);
    std::size_t room = block_bytes(b);
    if (room < bytes) {
      if (block_is_free(right)) room += block_bytes(right);
      if (room < bytes) {
        if (at(b, room) != fence_ || !extend(bytes - room)) return false;
        room = block_bytes(b) + block_bytes(right);
      }
      remove(right);
      set_bytes(b, room);
      block_next(b)->tag &= ~std::size_t{left_is_free_bit};
    }
    cut(b, bytes);
    return true;
  }

  std::size_t free_end_bytes() const {
    if (first_ == nullptr || !block_has(fence_, left_is_free_bit)) return 0;
    return block_bytes(block_left(fence_));
  }

  void trim(std::size_t keep_bytes) {
    const std::size_t keep = block_bytes_for(keep_bytes);
    const std::size_t free = free_end_bytes();
    if (free <= keep) return;
    Block* const b = block_left(fence_);
    remove(b);
    heap_.shrink(free - keep);
    fence_ = at(b, keep);
    fence_->tag = allocated_bit;
    insert(b, keep);
  }

  // The first block, and what stands behind the last one.
  Block* first() const { return first_; }
  Block* fence() const { return fence_; }

  bool contains(const void* address) const {
    return address_of(first_) <= address_of(address) &&
           address_of(address) < address_of(fence_);
  }

  // What is wrong, and in `faulty` where; nullptr for nothing. Reads nothing
  // but the heap, whatever stands in it.
  const char* fault(const void*& faulty) const {
    std::size_t free_blocks = 0;
    bool left_is_free = false;
    for (Block* b = first_; b != fence_; b = block_next(b)) {
      faulty = b;
      if (!has_possible_bytes(b)) return "a block of an impossible length";
      if (!is_tagged_soundly(b, left_is_free)) return "a block with wrong tags";
      left_is_free = block_is_free(b);
      free_blocks += left_is_free;
    }
    for (unsigned bin = 0; bin < bins; ++bin) {
      const Block* previous = nullptr;
      for (Block* b = heads_[bin]; b != nullptr; previous = b, b = b->next) {
        faulty = b;
        if (!is_listed_soundly(b, previous, bin)) return "a wrong link";
        if (free_blocks-- == 0) return "a block that is in its bin twice";
      }
    }
    faulty = first_;
    return free_blocks == 0 ? nullptr : "a block before one that no bin has";
  }

 private:
  static constexpr unsigned bins = 64;
  static constexpr std::size_t finest_bytes = 512;  // exact bins up to here

  static constexpr std::size_t least_growth_bytes = 1024;

  static unsigned bin_of(std::size_t bytes) {
    if (bytes < finest_bytes) return static_cast<unsigned>(bytes / 16);
    const auto log2 = static_cast<unsigned>(std::bit_width(bytes)) - 1;
    const auto quarter = static_cast<unsigned>(bytes >> (log2 - 2)) & 3;
    return std::min(bins - 1, 32 + (log2 - 9) * 4 + quarter);
  }

  void insert(Block* b, std::size_t bytes) {
    b->tag = bytes;
    block_footer(b) = bytes;
    block_next(b)->tag |= left_is_free_bit;
    const unsigned bin = bin_of(bytes);
    b->next = heads_[bin];
    b->previous = nullptr;
    if (b->next != nullptr) b->next->previous = b;
    heads_[bin] = b;
    occupied_ |= std::uint64_t{1} << bin;
  }

  void remove(Block* b) {
    if (b->next != nullptr) b->next->previous = b->previous;
    if (b->previous != nullptr) {
      b->previous->next = b->next;
      return;
    }
    const unsigned bin = bin_of(block_bytes(b));
    heads_[bin] = b->next;
    if (b->next == nullptr) occupied_ &= ~(std::uint64_t{1} << bin);
  }

  Block* best_in(int bin, std::size_t alignment, std::size_t bytes,
                 int tries) const {
    Block* best = nullptr;
    for (Block* b = heads_[bin]; b != nullptr && tries-- > 0; b = b->next) {
      if (block_bytes(b) < block_gap(b, alignment) + bytes) continue;
      if (best != nullptr && block_bytes(b) >= block_bytes(best)) continue;
      best = b;
      if (block_bytes(b) == bytes || block_bytes(b) < finest_bytes) break;
    }
    return best;
  }

  // Allocates `bytes` bytes in the free block `b`; the rest of it stays free.
  Block* place(Block* b, std::size_t alignment, std::size_t bytes) {
    const std::size_t gap = block_gap(b, alignment);
    const std::size_t room = block_bytes(b) - gap;
    remove(b);
    Block* const placed = at(b, gap);
    if (room - bytes >= minimum_block_bytes) {
      placed->tag = bytes | allocated_bit;
      insert(block_next(placed), room - bytes);
    } else {
      placed->tag = room | allocated_bit;
      block_next(placed)->tag &= ~std::size_t{left_is_free_bit};
    }
    if (gap != 0) insert(b, gap);
    return placed;
  }

  // Shortens the allocated block `b`; the rest becomes a free one, if it can.
  void cut(Block* b, std::size_t bytes) {
    const std::size_t rest = block_bytes(b) - bytes;
    if (rest < minimum_block_bytes) return;
    set_bytes(b, bytes);
    block_next(b)->tag = rest | allocated_bit;
    give(block_next(b));
  }

  static void set_bytes(Block* b, std::size_t bytes) {
    b->tag = bytes | (b->tag & all_tag_bits);
  }

  bool extend(std::size_t bytes) {
    const std::size_t ahead = round_up(heap_.size() / 128, 16);
    std::size_t grown = std::max({bytes, ahead, least_growth_bytes});
    if (heap_.grow(grown) == nullptr) {
      grown = std::max(bytes, minimum_block_bytes);
      if (heap_.grow(grown) == nullptr) return false;
    }
    Block* const b = fence_;
    fence_ = at(b, grown);
    fence_->tag = allocated_bit;
    b->tag |= grown;
    give(b);
    return true;
  }

  bool has_possible_bytes(const Block* b) const {
    const std::size_t room = address_of(fence_) - address_of(b);
    return minimum_block_bytes <= block_bytes(b) && block_bytes(b) <= room;
  }
  static bool is_tagged_soundly(const Block* b, bool left_is_free) {
    if (block_has(b, left_is_free_bit) != left_is_free) return false;
    return !block_is_free(b) ||
           (!left_is_free && block_footer(b) == block_bytes(b));
  }
  bool is_listed_soundly(const Block* b, const Block* previous,
                         unsigned bin) const {
    return contains(b) && address_of(b) % 16 == tag_bytes && block_is_free(b) &&
           b->previous == previous && bin_of(block_bytes(b)) == bin;
  }

  heaplab::Heap& heap_;
  Block* first_ = nullptr;  // the end fence when there is no block
  Block* fence_ = nullptr;
  std::uint64_t occupied_ = 0;
  Block* heads_[bins] = {};
};

}  // namespace size_classes

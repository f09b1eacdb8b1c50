// Small blocks, given: a plain allocator over the heap, to build the mapped
// blocks on. One list of all free blocks, the youngest first; the first block
// of it that fits is taken. Every block has a header and a footer.
//
//   | fence | header payload footer | header next previous footer | fence |
//             an allocated block      a free block                  heap end
//
// Your own allocator may stand in its place: put a small_blocks.hpp with the
// functions below beside your allocator.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>

#include "allocator.hpp"

class SmallBlocks {
 public:
  explicit SmallBlocks(heaplab::Heap& heap) : heap_(heap) {
    auto* const fences = static_cast<std::size_t*>(heap_.grow(2 * tag_bytes));
    if (fences == nullptr) return;  // nothing is ever granted then
    fences[0] = fences[1] = allocated_bit;
    first_ = reinterpret_cast<Block*>(fences + 1);
  }

  void* allocate(std::size_t bytes) {
    return allocate_aligned(heaplab::alignment_bytes, bytes);
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    constexpr std::size_t most = heaplab::largest_request_bytes;
    if (first_ == nullptr || std::max(alignment, bytes) > most) return nullptr;
    alignment = std::max(alignment, heaplab::alignment_bytes);
    const std::size_t length = block_bytes_for(bytes);
    Block* b = find(alignment, length);
    if (b == nullptr) b = extend_for(alignment, length);
    return b == nullptr ? nullptr : payload_of(place(b, alignment, length));
  }

  std::size_t deallocate(void* payload) {
    Block* b = block_of(payload);
    std::size_t bytes = bytes_of(b);
    if (Block* right = at(b, bytes); is_free(right)) {
      remove(right);
      bytes += bytes_of(right);
    }
    if (const std::size_t left = tag_before(b); tag_is_free(left)) {
      b = at(b, 0 - left);
      remove(b);
      bytes += left;
    }
    insert(b, bytes);
    return bytes;
  }

  // Into a free right neighbour, or at the heap's end; the rest is freed.
  bool resize(void* payload, std::size_t bytes) {
    if (bytes > heaplab::largest_request_bytes) return false;
    Block* b = block_of(payload);
    const std::size_t length = block_bytes_for(bytes);
    Block* const right = at(b, bytes_of(b));
    std::size_t room = bytes_of(b) + (is_free(right) ? bytes_of(right) : 0);
    if (room < length) {
      if (at(b, room) != end_fence()) return false;
      if (!extend(length - room)) return false;
      room = bytes_of(b) + bytes_of(right);
    }
    if (is_free(right)) remove(right);
    set(b, room, allocated_bit);
    cut(b, length);
    return true;
  }

  std::size_t usable_bytes(const void* payload) const {
    return bytes_of(block_of(payload)) - 2 * tag_bytes;
  }

  std::size_t free_end_bytes() const {
    if (first_ == nullptr) return 0;
    const std::size_t last = tag_before(end_fence());
    return tag_is_free(last) ? last : 0;
  }

  void trim(std::size_t keep_bytes) {
    const std::size_t keep = std::max(round_up(keep_bytes), minimum_bytes);
    const std::size_t free = free_end_bytes();
    if (free <= keep) return;
    Block* const b = at(end_fence(), 0 - free);
    remove(b);
    heap_.shrink(free - keep);
    end_fence()->header = allocated_bit;
    insert(b, keep);
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    if (!first_) return;
    for (Block* b = first_; b != end_fence(); b = at(b, bytes_of(b))) {
      visitor.visit({b, bytes_of(b), payload_of(b), bytes_of(b) - 2 * tag_bytes,
                     !is_free(b)});
    }
  }

  // Tags first: the list is followed only where they are sound.
  bool check(std::ostream& why) const {
    std::size_t free_blocks = 0;
    bool after_free = false;
    for (Block* b = first_; b != nullptr && b != end_fence();
         b = at(b, bytes_of(b))) {
      const char* const fault = fault_of(b, after_free);
      if (fault != nullptr) return say(why, b, fault);
      after_free = is_free(b);
      if (after_free) ++free_blocks;
    }
    const Block* previous = nullptr;
    for (Block* b = free_; b != nullptr; previous = b, b = b->next) {
      if (!is_listed_soundly(b, previous)) return say(why, b, "a wrong link");
      if (free_blocks-- == 0) return say(why, b, "a free list too long");
    }
    return free_blocks == 0 || say(why, first_, "too short a free list");
  }

 private:
  // A block: its length in bytes, header and footer included, and a bit that
  // says that it is allocated. The links are there in free blocks only.
  struct Block {
    std::size_t header;
    Block* next;
    Block* previous;
  };
  static constexpr std::size_t tag_bytes = sizeof(std::size_t);
  static constexpr std::size_t allocated_bit = 1;
  static constexpr std::size_t minimum_bytes = sizeof(Block) + tag_bytes;

  static Block* at(const void* address, std::size_t offset) {
    auto* const bytes = static_cast<std::byte*>(const_cast<void*>(address));
    return reinterpret_cast<Block*>(bytes + offset);
  }
  static Block* block_of(const void* payload) {
    return at(payload, 0 - tag_bytes);
  }
  static void* payload_of(Block* b) { return at(b, tag_bytes); }
  static bool tag_is_free(std::size_t tag) { return tag % 2 == 0; }
  static bool is_free(const Block* b) { return tag_is_free(b->header); }
  static std::size_t bytes_of(const Block* b) { return b->header & ~1ul; }
  static std::size_t tag_before(const Block* b) {
    return at(b, 0 - tag_bytes)->header;
  }
  static void set(Block* b, std::size_t bytes, std::size_t bit) {
    b->header = at(b, bytes - tag_bytes)->header = bytes | bit;
  }
  static std::size_t round_up(std::size_t bytes) {
    return (bytes + heaplab::alignment_bytes - 1) &
           ~(heaplab::alignment_bytes - 1);
  }
  static std::size_t block_bytes_for(std::size_t payload_bytes) {
    return std::max(minimum_bytes, round_up(payload_bytes + 2 * tag_bytes));
  }
  // How many bytes to leave at the start of `b` for an aligned payload: 0, or
  // enough for a block.
  static std::size_t gap_in(Block* b, std::size_t alignment) {
    const auto payload = reinterpret_cast<std::uintptr_t>(payload_of(b));
    const std::size_t gap = (alignment - payload % alignment) % alignment;
    return gap == 0 || gap >= minimum_bytes ? gap : gap + alignment;
  }

  Block* end_fence() const { return at(heap_.end(), 0 - tag_bytes); }

  void insert(Block* b, std::size_t bytes) {
    set(b, bytes, 0);
    b->next = free_;
    b->previous = nullptr;
    if (free_ != nullptr) free_->previous = b;
    free_ = b;
  }
  void remove(Block* b) {
    (b->previous == nullptr ? free_ : b->previous->next) = b->next;
    if (b->next != nullptr) b->next->previous = b->previous;
  }

  Block* find(std::size_t alignment, std::size_t needed) const {
    for (Block* b = free_; b != nullptr; b = b->next) {
      if (bytes_of(b) >= needed + gap_in(b, alignment)) return b;
    }
    return nullptr;
  }

  // Allocates `needed` bytes in the free block `b`; the rest of it stays free.
  Block* place(Block* b, std::size_t alignment, std::size_t needed) {
    const std::size_t gap = gap_in(b, alignment);
    const std::size_t bytes = bytes_of(b);
    remove(b);
    if (gap != 0) insert(b, gap);
    b = at(b, gap);
    set(b, bytes - gap, allocated_bit);
    cut(b, needed);
    return b;
  }

  // Shortens the allocated block `b`; the rest becomes a free one, if it can.
  void cut(Block* b, std::size_t needed) {
    const std::size_t rest = bytes_of(b) - needed;
    if (rest < minimum_bytes) return;
    set(b, needed, allocated_bit);
    set(at(b, needed), rest, allocated_bit);
    deallocate(payload_of(at(b, needed)));
  }

  // Grows the heap by at least `bytes`, which become free, joined with a free
  // block before them.
  bool extend(std::size_t bytes) {
    Block* b = end_fence();
    bytes = std::max(bytes, minimum_bytes);
    if (heap_.grow(bytes) == nullptr) return false;
    end_fence()->header = allocated_bit;
    set(b, bytes, allocated_bit);
    deallocate(payload_of(b));
    return true;
  }
  Block* extend_for(std::size_t alignment, std::size_t needed) {
    Block* const b = at(end_fence(), 0 - free_end_bytes());
    const std::size_t wanted = gap_in(b, alignment) + needed;
    return extend(wanted - free_end_bytes()) ? b : nullptr;
  }

  // What check() says. Looks only at bytes of the heap.
  const char* fault_of(const Block* b, bool left_is_free) const {
    const auto end = reinterpret_cast<std::uintptr_t>(end_fence());
    if (bytes_of(b) % 16 != 0 || bytes_of(b) < minimum_bytes ||
        bytes_of(b) > end - reinterpret_cast<std::uintptr_t>(b)) {
      return "a length that is impossible here";
    }
    if (at(b, bytes_of(b) - tag_bytes)->header != b->header) {
      return "a footer unlike its header";
    }
    if (is_free(b) && left_is_free) return "a free left neighbour, and is free";
    return nullptr;
  }
  bool is_listed_soundly(const Block* b, const Block* previous) const {
    return first_ <= b && b < end_fence() &&
           reinterpret_cast<std::uintptr_t>(b) % 16 == tag_bytes &&
           is_free(b) && b->previous == previous;
  }
  bool say(std::ostream& why, const void* block, const char* fault) const {
    why << "the block at heap offset "
        << static_cast<const std::byte*>(block) - heap_.begin() << " has "
        << fault << '\n';
    return false;
  }

  heaplab::Heap& heap_;
  Block* first_ = nullptr;  // the end fence when there is no block
  Block* free_ = nullptr;   // the youngest free block
};

static_assert(heaplab::SmallBlocksContract<SmallBlocks>);

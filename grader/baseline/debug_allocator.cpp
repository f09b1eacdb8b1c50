// The frozen baseline 'debug_allocator': what the speed of debugging allocators
// in lab 02 is measured against. What a good first version does: a list of live
// blocks and one of those in quarantine, guards and fills written and looked at
// byte by byte, and a list of free blocks for each power of two. Frozen: a
// change here changes every score of the lab.
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "debug_block.hpp"

namespace {

using heaplab::MemoryCall;
using heaplab::MemoryError;
using heaplab::MemoryErrorKind;

class DebugAllocatorBaseline {
 public:
  DebugAllocatorBaseline(heaplab::Heap& heap, heaplab::ErrorReporter& reporter)
      : heap_(heap), reporter_(reporter) {}

  void* allocate(std::size_t bytes, const MemoryCall& call) {
    Block* const b = begin_block(bytes, call);
    if (b == nullptr) return nullptr;
    return std::memset(b->payload(), heaplab::fresh_fill, bytes);
  }

  void* allocate_zeroed(std::size_t count, std::size_t bytes,
                        const MemoryCall& call) {
    const bool fits = bytes == 0 || count <= heaplab::unsized / bytes;
    Block* const b = begin_block(fits ? count * bytes : heaplab::unsized, call);
    return b == nullptr ? nullptr : std::memset(b->payload(), 0, b->bytes);
  }

  void* reallocate(void* payload, std::size_t bytes, const MemoryCall& call) {
    if (payload == nullptr) return allocate(bytes, call);
    Block* const old = require_live(payload, call, heaplab::unsized);
    if (old == nullptr) return nullptr;
    void* const fresh = bytes == 0 ? nullptr : allocate(bytes, call);
    if (bytes != 0 && fresh == nullptr) return nullptr;
    if (bytes != 0) std::memcpy(fresh, payload, std::min(bytes, old->bytes));
    end_block(old, call.site);
    return fresh;
  }

  void deallocate(void* payload, const MemoryCall& call,
                  std::size_t sized = heaplab::unsized) {
    if (payload == nullptr) return;
    Block* const b = require_live(payload, call, sized);
    if (b != nullptr) end_block(b, call.site);
  }

  void verify(Site site) {
    for (Block* b = live_.first; b != nullptr; b = b->next) inspect(b, site);
    for (Block* b = dead_.first; b != nullptr; b = b->next) inspect(b, site);
  }

  void finish(Site site) {
    verify(site);
    while (dead_.first != nullptr) end_quarantine(site);
  }

  // Each block is counted by the first one of its site.
  void leaks(heaplab::LeakVisitor& visitor) const {
    for (Block* b = live_.first; b != nullptr; b = b->next) {
      heaplab::LeakGroup group{b->allocated};
      Block* other = live_.first;
      while (!(other->allocated == b->allocated)) other = other->next;
      if (other != b) continue;
      for (; other != nullptr; other = other->next) {
        if (!(other->allocated == b->allocated)) continue;
        ++group.blocks;
        group.bytes += other->bytes;
      }
      visitor.visit(group);
    }
  }

  heaplab::AllocationStatistics statistics() const { return statistics_; }

 private:
  void report(MemoryErrorKind kind, Block* b, std::ptrdiff_t offset,
              Site site) {
    MemoryError error;
    error.kind = kind;
    error.detected = site;
    if (b != nullptr) {
      error.payload = b->payload();
      error.bytes = b->bytes;
      error.offset = offset;
      error.allocated = b->allocated;
      if (b->magic == dead_magic) error.freed = b->freed;
    }
    reporter_.report(error);
  }

  // Reports and mends.
  void inspect(Block* b, Site site) {
    constexpr std::size_t guard = heaplab::guard_bytes;
    constexpr unsigned char fill = heaplab::guard_fill;
    if (first_changed(b->front(), guard, fill) < guard) {
      std::ptrdiff_t offset = -1;
      while (b->payload()[offset] == fill) --offset;
      report(MemoryErrorKind::underflow, b, offset, site);
      std::memset(b->front(), fill, guard);
    }
    if (const auto k = first_changed(b->back(), guard, fill); k < guard) {
      report(MemoryErrorKind::overflow, b,
             static_cast<std::ptrdiff_t>(b->bytes + k), site);
      std::memset(b->back(), fill, guard);
    }
    if (b->magic == live_magic) return;
    const auto k = first_changed(b->payload(), b->bytes, heaplab::dead_fill);
    if (k == b->bytes) return;
    report(MemoryErrorKind::write_after_free, b, static_cast<std::ptrdiff_t>(k),
           site);
    std::memset(b->payload(), heaplab::dead_fill, b->bytes);
  }

  static std::size_t aligned(std::size_t alignment) {
    return std::max(alignment, heaplab::default_alignment);
  }

  Block* require_live(void* pointer, const MemoryCall& call,
                      std::size_t sized) {
    Block* const b = header_of(pointer);
    if (b == nullptr) {
      report_bad_free(static_cast<unsigned char*>(pointer), call.site);
      return nullptr;
    }
    if (b->magic == dead_magic) {
      report(MemoryErrorKind::double_free, b, 0, call.site);
      return nullptr;
    }
    if (b->family != call.family)
      report(MemoryErrorKind::mismatched_free, b, 0, call.site);
    if (sized != heaplab::unsized && sized != b->bytes)
      report(MemoryErrorKind::wrong_size, b, 0, call.site);
    const bool compares =
        b->family == call.family && call.family != heaplab::Family::malloc;
    if (compares && aligned(call.alignment) != b->alignment)
      report(MemoryErrorKind::wrong_alignment, b, 0, call.site);
    inspect(b, call.site);
    return b;
  }

  // Null when no block in use has that payload.
  Block* header_of(void* pointer) const {
    const auto address = reinterpret_cast<std::uintptr_t>(pointer);
    const auto begin = reinterpret_cast<std::uintptr_t>(heap_.begin());
    const auto end = reinterpret_cast<std::uintptr_t>(heap_.end());
    constexpr std::size_t before = sizeof(Block) + heaplab::guard_bytes;
    if (address % 16 != 0 || address >= end || address < begin + before)
      return nullptr;
    auto* const b = reinterpret_cast<Block*>(address - before);
    const bool known = b->magic == live_magic || b->magic == dead_magic;
    return known && b->self == b ? b : nullptr;
  }

  void report_bad_free(unsigned char* pointer, Site site) {
    for (const List& list : {live_, dead_}) {
      for (Block* b = list.first; b != nullptr; b = b->next) {
        if (pointer >= b->front() && pointer < b->back() + heaplab::guard_bytes)
          return report(MemoryErrorKind::bad_free, b, pointer - b->payload(),
                        site);
      }
    }
    report(MemoryErrorKind::bad_free, nullptr, 0, site);
  }

  Block* begin_block(std::size_t bytes, const MemoryCall& call) {
    Block* const b = find_room(bytes, aligned(call.alignment));
    if (b == nullptr) {
      ++statistics_.refused_calls;
      return nullptr;
    }
    b->magic = live_magic;
    b->self = b;
    b->bytes = bytes;
    b->alignment = aligned(call.alignment);
    b->family = call.family;
    b->allocated = call.site;
    live_.append(b);
    std::memset(b->front(), heaplab::guard_fill, heaplab::guard_bytes);
    std::memset(b->back(), heaplab::guard_fill, heaplab::guard_bytes);
    ++statistics_.live_blocks;
    ++statistics_.total_blocks;
    statistics_.live_bytes += bytes;
    statistics_.total_bytes += bytes;
    statistics_.peak_bytes =
        std::max(statistics_.peak_bytes, statistics_.live_bytes);
    return b;
  }

  void end_block(Block* b, Site site) {
    --statistics_.live_blocks;
    statistics_.live_bytes -= b->bytes;
    b->magic = dead_magic;
    b->freed = site;
    std::memset(b->payload(), heaplab::dead_fill, b->bytes);
    live_.remove(b);
    dead_.append(b);
    dead_bytes_ += heaplab::bytes_in_quarantine(b->bytes);
    while (dead_bytes_ - heaplab::bytes_in_quarantine(dead_.first->bytes) >
           heaplab::quarantine_bytes)
      end_quarantine(site);
  }

  void end_quarantine(Site site) {
    Block* const b = dead_.first;
    inspect(b, site);
    dead_.remove(b);
    dead_bytes_ -= heaplab::bytes_in_quarantine(b->bytes);
    b->magic = 0;
    b->self = nullptr;
    free_[list_of(b->block_bytes)].append(b);
  }

  static std::size_t list_of(std::size_t power) {
    return static_cast<std::size_t>(std::countr_zero(power));
  }

  // A header whose payload is aligned, in memory of its own.
  Block* find_room(std::size_t bytes, std::size_t alignment) {
    if (std::max(bytes, alignment) > heap_.limit()) return nullptr;
    const std::size_t block_bytes =
        std::bit_ceil(sizeof(Block) + 2 * heaplab::guard_bytes + bytes +
                      alignment - heaplab::default_alignment);
    List& list = free_[list_of(block_bytes)];
    unsigned char* begin = nullptr;
    if (list.first != nullptr) {
      begin = list.first->begin;
      list.remove(list.first);
    } else {
      begin = static_cast<unsigned char*>(heap_.grow(block_bytes));
      if (begin == nullptr) return nullptr;
    }
    const auto payload =
        (reinterpret_cast<std::uintptr_t>(begin) + sizeof(Block) +
         heaplab::guard_bytes + alignment - 1) /
        alignment * alignment;
    auto* const b =
        reinterpret_cast<Block*>(payload - heaplab::guard_bytes) - 1;
    b->begin = begin;
    b->block_bytes = block_bytes;
    return b;
  }

  heaplab::Heap& heap_;
  heaplab::ErrorReporter& reporter_;
  heaplab::AllocationStatistics statistics_;
  List live_;
  List dead_;
  std::size_t dead_bytes_ = 0;
  std::array<List, 64> free_;
};

}  // namespace

HEAPLAB_DEBUG_ALLOCATOR(DebugAllocatorBaseline)

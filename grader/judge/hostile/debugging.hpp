// A debugging allocator with nothing wrong, and nothing clever: it gives no
// block out twice. The others here are made from it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "heaplab/debug_allocator.hpp"

class Debugging {
 public:
  using Kind = heaplab::MemoryErrorKind;
  using Site = heaplab::Site;
  using Call = heaplab::MemoryCall;

  Debugging(heaplab::Heap& heap, heaplab::ErrorReporter& reporter)
      : heap(heap), reporter(reporter) {}

  void* allocate(std::size_t bytes, const Call& call) {
    return take(bytes, call, heaplab::fresh_fill);
  }

  void* allocate_zeroed(std::size_t count, std::size_t bytes,
                        const Call& call) {
    std::size_t product = 0;
    if (!__builtin_mul_overflow(count, bytes, &product))
      return take(product, call, 0);
    ++counts.refused_calls;
    return nullptr;
  }

  void* reallocate(void* payload, std::size_t bytes, const Call& call) {
    if (payload == nullptr) return allocate(bytes, call);
    Block* block = look(payload, call, heaplab::unsized);
    if (block == nullptr) return nullptr;
    void* moved = bytes == 0 ? nullptr : allocate(bytes, call);
    if (bytes > 0 && moved == nullptr) return nullptr;
    if (moved) std::memcpy(moved, payload, std::min(bytes, block->bytes));
    end(*block, call.site);
    return moved;
  }

  void deallocate(void* payload, const Call& call,
                  std::size_t sized = heaplab::unsized) {
    if (payload == nullptr) return;
    if (Block* block = look(payload, call, sized)) end(*block, call.site);
  }

  void verify(Site site) {
    for (Block* block = last; block; block = block->before)
      look_at(*block, site);
  }
  void finish(Site site) { verify(site); }

  void leaks(heaplab::LeakVisitor& visitor) const {
    for (const Block* block = last; block; block = block->before) {
      if (!block->live || seen_before(*block)) continue;
      heaplab::LeakGroup group{block->allocated, 0, 0};
      for (const Block* other = block; other; other = other->before) {
        if (!other->live || !(other->allocated == block->allocated)) continue;
        ++group.blocks;
        group.bytes += other->bytes;
      }
      visitor.visit(group);
    }
  }

  heaplab::AllocationStatistics statistics() const { return counts; }

 protected:
  struct Block {
    Block* before;
    unsigned char* payload;
    std::size_t bytes;
    std::size_t alignment;
    heaplab::Family family;
    bool live;
    Site allocated, freed;
  };

  void* take(std::size_t bytes, const Call& call, unsigned char fill) {
    const std::size_t alignment = std::max<std::size_t>(call.alignment, 16);
    const std::size_t room = sizeof(Block) + 64 + alignment;
    const bool fits = bytes < heap.limit() && alignment < heap.limit() &&
                      heap.limit() - heap.size() >= room + bytes;
    if (!fits) {
      ++counts.refused_calls;
      return nullptr;
    }
    auto* start =
        static_cast<unsigned char*>(heap.grow((room + bytes + 15) / 16 * 16));
    auto* block = reinterpret_cast<Block*>(start);
    auto address = reinterpret_cast<std::uintptr_t>(start + sizeof(Block) + 16);
    address = (address + alignment - 1) / alignment * alignment;
    *block = {last,        reinterpret_cast<unsigned char*>(address),
              bytes,       alignment,
              call.family, true,
              call.site,   {}};
    last = block;
    std::memset(block->payload - 16, heaplab::guard_fill, 16);
    std::memset(block->payload, fill, bytes);
    std::memset(block->payload + bytes, heaplab::guard_fill, 16);
    ++counts.live_blocks;
    ++counts.total_blocks;
    counts.live_bytes += bytes;
    counts.total_bytes += bytes;
    counts.peak_bytes = std::max(counts.peak_bytes, counts.live_bytes);
    return block->payload;
  }

  // The live block that may be freed; what is wrong has been reported.
  Block* look(void* pointer, const Call& call, std::size_t sized) {
    auto* at = static_cast<unsigned char*>(pointer);
    Block* block = last;
    while (block && !(at >= block->payload - 16 &&
                      at < block->payload + block->bytes + 16))
      block = block->before;
    if (block == nullptr || at != block->payload) {
      report(Kind::bad_free, block, block ? at - block->payload : 0, call.site);
      return nullptr;
    }
    if (!block->live) {
      report(Kind::double_free, block, 0, call.site);
      return nullptr;
    }
    look_at(*block, call.site);
    const bool same = block->family == call.family;
    if (!same) report(Kind::mismatched_free, block, 0, call.site);
    if (sized != heaplab::unsized && sized != block->bytes)
      report(Kind::wrong_size, block, 0, call.site);
    if (same && block->family != heaplab::Family::malloc &&
        block->alignment != std::max<std::size_t>(call.alignment, 16))
      report(Kind::wrong_alignment, block, 0, call.site);
    return block;
  }

  void end(Block& block, Site site) {
    block.live = false;
    block.freed = site;
    std::memset(block.payload, heaplab::dead_fill, block.bytes);
    --counts.live_blocks;
    counts.live_bytes -= block.bytes;
  }

  void look_at(Block& block, Site site) {
    unsigned char* payload = block.payload;
    const auto bytes = static_cast<std::ptrdiff_t>(block.bytes);
    check(block, -16, 0, heaplab::guard_fill, Kind::underflow, site);
    check(block, bytes, bytes + 16, heaplab::guard_fill, Kind::overflow, site);
    if (!block.live)
      check(block, 0, bytes, heaplab::dead_fill, Kind::write_after_free, site);
  }

  void check(Block& block, std::ptrdiff_t begin, std::ptrdiff_t end,
             unsigned char fill, Kind kind, Site site) {
    std::ptrdiff_t found = end;
    for (std::ptrdiff_t k = begin; k < end; ++k)
      if (block.payload[k] != fill && (found == end || kind == Kind::underflow))
        found = k;
    if (found == end) return;
    report(kind, &block, found, site);
    std::memset(block.payload + begin, fill,
                static_cast<std::size_t>(end - begin));
  }

  void report(Kind kind, const Block* block, std::ptrdiff_t offset, Site site) {
    heaplab::MemoryError error{.kind = kind, .detected = site};
    if (block) {
      error.payload = block->payload;
      error.bytes = block->bytes;
      error.offset = offset;
      error.allocated = block->allocated;
      error.freed = block->freed;
    }
    reporter.report(error);
  }

  bool seen_before(const Block& block) const {
    for (const Block* other = last; other != &block; other = other->before)
      if (other->live && other->allocated == block.allocated) return true;
    return false;
  }

  heaplab::Heap& heap;
  heaplab::ErrorReporter& reporter;
  Block* last = nullptr;
  heaplab::AllocationStatistics counts;
};

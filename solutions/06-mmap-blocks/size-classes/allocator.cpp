// The bonus part of lab 06: an allocator whose small blocks have no headers,
// and that is about as fast as one can be behind a table of functions.
//
//   allocator.cpp       which kind of memory serves a request
//   small_blocks.hpp    size classes; runs of cells for the sizes in demand
//   runs.hpp            a run, its cells, and the table that finds it
//   tagged_blocks.hpp   blocks with headers, in bins
//   mapped_blocks.hpp   long blocks in mappings
//
// What nearly every call does is the one line at the start of allocate() and of
// deallocate(). It needs no stack frame, because all else is out of line.
#include "allocator.hpp"

#include <cstring>

#include "mapped_blocks.hpp"
#include "small_blocks.hpp"

using namespace size_classes;
using heaplab::alignment_bytes;

class MappedAllocator {
 public:
  explicit MappedAllocator(heaplab::Heap& heap)
      : heap_(heap),
        heap_begin_(address_of(heap.begin())),
        heap_limit_(heap.limit()),
        small_(heap),
        mapped_(heap) {}

  void* allocate(std::size_t bytes) {
    ++requests_;
    if (void* const cell = small_.allocate_cell(bytes)) return cell;
    return allocate_elsewhere(alignment_bytes, bytes);
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    ++requests_;
    return allocate_elsewhere(alignment, bytes);
  }

  void* allocate_zeroed(std::size_t bytes) {
    void* const payload = allocate(bytes);
    if (payload == nullptr || is_mapped(payload)) return payload;
    return std::memset(payload, 0, bytes);
  }

  void deallocate(void* payload) {
    if (!small_.deallocate_cell(payload)) deallocate_elsewhere(payload);
  }

  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr) return allocate(bytes);
    if (bytes == 0) return deallocate(payload), nullptr;
    if (bytes > heaplab::largest_request_bytes) return nullptr;
    return is_mapped(payload) ? reallocate_mapped(payload, bytes)
                              : reallocate_small(payload, bytes);
  }

  std::size_t usable_bytes(const void* payload) const {
    if (payload == nullptr) return 0;
    return is_mapped(payload)
               ? size_classes::usable_bytes(mapped_block_of(payload))
               : small_.usable_bytes(payload);
  }

  void walk(heaplab::BlockVisitor& visitor) const {
    small_.walk(visitor);
    mapped_.walk(visitor);
  }

  bool check(std::ostream& why) const {
    if (!small_.check(why)) return false;
    const char* const fault = mapped_.fault();
    if (fault != nullptr) why << "there is " << fault << '\n';
    return fault == nullptr;
  }

 private:
  bool is_mapped(const void* payload) const {
    return address_of(payload) - heap_begin_ >= heap_limit_;
  }

  // The heap for what the mappings refuse, and the other way around.
  [[gnu::noinline]] void* allocate_elsewhere(std::size_t alignment,
                                             std::size_t bytes) {
    if (bytes < threshold_) {
      void* const payload = small_.allocate_aligned(alignment, bytes);
      return payload != nullptr ? payload
                                : mapped_.map(alignment, bytes, requests_);
    }
    void* const payload = mapped_.map(alignment, bytes, requests_);
    return payload != nullptr ? payload
                              : small_.allocate_aligned(alignment, bytes);
  }

  [[gnu::noinline]] void deallocate_elsewhere(void* payload) {
    if (payload == nullptr) return;
    if (is_mapped(payload)) {
      MappedBlock* const b = mapped_block_of(payload);
      learn(b);
      mapped_.unmap(b);
    } else if (small_.deallocate_block(payload) >= trim_bytes_ &&
               small_.free_end_bytes() >= trim_bytes_) {
      small_.trim(heap_.size() / 64);
    }
  }

  // The moving threshold of this lab's reference: making a mapping and filling
  // its pages takes as long as about this many calls. Sizes that are given back
  // sooner go to the heap from now on.
  void learn(const MappedBlock* b) {
    const std::size_t price = 4 + b->bytes / heaplab::page_bytes;
    if (requests_ - b->birth >= price || b->bytes > highest_threshold) return;
    threshold_ = std::max(threshold_, b->bytes);
    trim_bytes_ = std::max(trim_bytes_, threshold_);
  }

  void* reallocate_mapped(void* payload, std::size_t bytes) {
    if (bytes < lowest_threshold / 2) {
      if (void* const to = small_.allocate(bytes))
        return move(payload, to, bytes);
    }
    void* const resized = mapped_.resize(mapped_block_of(payload), bytes);
    if (resized != nullptr) return resized;
    void* const to = small_.allocate(bytes);
    return to == nullptr ? nullptr : move(payload, to, bytes);
  }

  void* reallocate_small(void* payload, std::size_t bytes) {
    const bool stays =
        bytes < threshold_ || bytes <= small_.usable_bytes(payload);
    if (stays && small_.resize(payload, bytes)) return payload;
    if (void* const to = allocate(bytes)) return move(payload, to, bytes);
    return small_.resize(payload, bytes) ? payload : nullptr;
  }

  // Copies what both blocks have room for, and frees the old one.
  void* move(void* from, void* to, std::size_t bytes) {
    std::memcpy(to, from, std::min(usable_bytes(from), bytes));
    deallocate(from);
    return to;
  }

  static constexpr std::size_t lowest_threshold = 96 << 10;
  static constexpr std::size_t highest_threshold = 256 << 10;

  heaplab::Heap& heap_;
  const std::uintptr_t heap_begin_;
  const std::size_t heap_limit_;
  SmallBlocks small_;
  MappedBlocks mapped_;
  std::size_t requests_ = 0;
  std::size_t threshold_ = lowest_threshold;  // from here on: a mapping
  std::size_t trim_bytes_ = 64 << 10;  // free at the heap's end: give back
};

static_assert(heaplab::MappedAllocatorContract<MappedAllocator>);
HEAPLAB_SUBMISSION(MappedAllocator)

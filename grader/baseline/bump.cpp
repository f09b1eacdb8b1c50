// The frozen baseline 'bump': what the speed of lab 03 is measured against.
// It has every operation that the lab's traces use, and neither walk() nor
// check(). Frozen: a change here changes every score of the lab.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "heaplab/heap.hpp"
#include "heaplab/submission.hpp"

namespace {

constexpr std::size_t header_bytes = 8;
constexpr std::size_t alignment_bytes = 16;
constexpr std::size_t growth_bytes = std::size_t{64} << 10;
constexpr std::size_t largest_request_bytes = SIZE_MAX / 4;

std::size_t round_up(std::size_t value, std::size_t unit) {
  return (value + unit - 1) & ~(unit - 1);
}

std::size_t block_bytes_for(std::size_t bytes) {
  return round_up(bytes + header_bytes, alignment_bytes);
}

// The word in front of a payload: the bytes of its block, header included.
std::size_t& block_bytes(std::byte* payload) {
  return *reinterpret_cast<std::size_t*>(payload - header_bytes);
}

// Invariants: next_ is the payload of the next block, a multiple of 16.
//   next_ = last_ + block_bytes(last_), unless last_ is null: no block that may
//           be resized in place
//   next_ - header_bytes <= end_ = the heap's end, once a block exists
class BumpBaseline {
 public:
  explicit BumpBaseline(heaplab::Heap& heap)
      : heap_(heap),
        first_(heap.end() + alignment_bytes),
        next_(first_),
        end_(heap.end()) {}

  void* allocate(std::size_t bytes) {
    if (bytes > largest_request_bytes) return nullptr;
    return place(0, block_bytes_for(bytes));
  }

  void deallocate(void*) {}

  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr) return allocate(bytes);
    if (bytes == 0 || bytes > largest_request_bytes) return nullptr;
    auto* old = static_cast<std::byte*>(payload);
    const std::size_t needed = block_bytes_for(bytes);
    if (old == last_) return resize_last(needed);
    if (needed <= block_bytes(old)) return old;
    void* moved = place(0, needed);
    if (moved != nullptr)
      std::memcpy(moved, old, block_bytes(old) - header_bytes);
    return moved;
  }

  void* allocate_zeroed(std::size_t bytes) {
    void* payload = allocate(bytes);
    if (payload != nullptr) std::memset(payload, 0, bytes);
    return payload;
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    if (std::max(bytes, alignment) > largest_request_bytes) return nullptr;
    const auto address = reinterpret_cast<std::uintptr_t>(next_);
    const std::size_t unit = std::max(alignment, alignment_bytes);
    return place(round_up(address, unit) - address, block_bytes_for(bytes));
  }

  std::size_t mark() const { return static_cast<std::size_t>(next_ - first_); }

  // Good for marks whose last block was not resized since.
  void release(std::size_t mark) {
    next_ = first_ + mark;
    last_ = nullptr;
    if (end_ < next_) return;
    heap_.shrink(static_cast<std::size_t>(end_ - next_) + header_bytes);
    end_ = next_ - header_bytes;
  }

 private:
  // Puts a block of `bytes` bytes `padding` bytes behind the last one.
  std::byte* place(std::size_t padding, std::size_t bytes) {
    if (!reserve(padding + bytes)) return nullptr;
    last_ = next_ + padding;
    block_bytes(last_) = bytes;
    next_ = last_ + bytes;
    return last_;
  }

  std::byte* resize_last(std::size_t bytes) {
    const std::size_t old_bytes = block_bytes(last_);
    if (bytes > old_bytes && !reserve(bytes - old_bytes)) return nullptr;
    block_bytes(last_) = bytes;
    next_ = last_ + bytes;
    return last_;
  }

  bool reserve(std::size_t bytes) {
    const std::ptrdiff_t room = end_ - next_ + std::ptrdiff_t{header_bytes};
    if (static_cast<std::ptrdiff_t>(bytes) <= room) return true;
    return grow(bytes - static_cast<std::size_t>(room));
  }

  // Out of line: the usual allocation then needs no stack frame.
  [[gnu::noinline]] bool grow(std::size_t missing) {
    std::size_t grown = std::max(missing, growth_bytes);
    if (heap_.grow(grown) == nullptr) {
      grown = missing;
      if (heap_.grow(grown) == nullptr) return false;
    }
    end_ += grown;
    return true;
  }

  heaplab::Heap& heap_;
  std::byte* first_;
  std::byte* next_;
  std::byte* end_;
  std::byte* last_ = nullptr;
};

}  // namespace

HEAPLAB_SUBMISSION(BumpBaseline)

// The frozen baseline "next-fit": throughput of a submission is the ratio of
// its time to the time of this file. Changing a line here changes every score;
// treat it as a unit of measurement, not as an allocator to improve.
//
// Blocks with a size word at both ends, found by walking from where the last
// search stopped (next fit; Knuth, TAOCP volume 1, section 2.5). Neighbours are
// merged when a block is freed. Growth is exact.
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "heaplab/heap.hpp"
#include "heaplab/submission.hpp"

namespace {

using Word = std::uint64_t;  // block size in bytes | 1 when in use

constexpr std::size_t unit = 16;
constexpr std::size_t smallest = 32;
constexpr std::size_t too_large = SIZE_MAX / 4;

class NextFitBaseline {
 public:
  explicit NextFitBaseline(heaplab::Heap& heap) : heap_(heap) {
    char* base = static_cast<char*>(heap_.grow(unit));
    if (base == nullptr) return;
    word(base) = 1;
    word(base + 8) = 1;
    low_ = cursor_ = base + unit;
  }

  void* allocate(std::size_t bytes) {
    if (low_ == nullptr || bytes > too_large) return nullptr;
    const std::size_t size = padded(bytes);
    char* found = search(size);
    if (found == nullptr) found = enlarge(size);
    if (found == nullptr) return nullptr;
    cursor_ = found;
    carve(found, size);
    return found;
  }

  void* allocate_zeroed(std::size_t bytes) {
    void* result = allocate(bytes);
    return result == nullptr ? nullptr : std::memset(result, 0, bytes);
  }

  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    if (alignment <= unit) return allocate(bytes);
    if (alignment > too_large || bytes > too_large) return nullptr;
    char* block = static_cast<char*>(allocate(bytes + alignment + smallest));
    if (block == nullptr) return nullptr;
    const std::size_t skip = distance_to(block, alignment);
    if (skip != 0) {
      const std::size_t size = size_of(block);
      label(block, skip, 0);
      label(block + skip, size - skip, 1);
      merge(block);
      block += skip;
    }
    carve(block, padded(bytes));
    return block;
  }

  void deallocate(void* payload) {
    if (payload == nullptr) return;
    char* block = static_cast<char*>(payload);
    label(block, size_of(block), 0);
    merge(block);
  }

  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr) return allocate(bytes);
    if (bytes == 0) return deallocate(payload), nullptr;
    if (bytes > too_large) return nullptr;
    char* block = static_cast<char*>(payload);
    const std::size_t size = padded(bytes);
    widen(block, size);
    if (size_of(block) >= size) return carve(block, size), block;
    return relocate(block, bytes);
  }

 private:
  // A block is named by its payload: its size word stands 8 bytes before it.
  static Word& word(char* at) { return *reinterpret_cast<Word*>(at); }
  static std::size_t size_of(char* block) {
    return word(block - 8) & ~Word{15};
  }
  static bool used(char* block) { return (word(block - 8) & 1) != 0; }

  static void label(char* block, std::size_t size, Word in_use) {
    word(block - 8) = size | in_use;
    word(block + size - 16) = size | in_use;
  }

  static std::size_t padded(std::size_t bytes) {
    const std::size_t size = (bytes + 16 + unit - 1) / unit * unit;
    return size < smallest ? smallest : size;
  }

  static std::size_t distance_to(char* block, std::size_t alignment) {
    const std::size_t past =
        reinterpret_cast<std::uintptr_t>(block) & (alignment - 1);
    if (past == 0) return 0;
    const std::size_t skip = alignment - past;
    return skip < smallest ? skip + alignment : skip;
  }

  char* search(std::size_t size) {
    for (char* b = cursor_; size_of(b) != 0; b += size_of(b)) {
      if (!used(b) && size_of(b) >= size) return b;
    }
    for (char* b = low_; b != cursor_; b += size_of(b)) {
      if (!used(b) && size_of(b) >= size) return b;
    }
    return nullptr;
  }

  char* enlarge(std::size_t size) {
    char* block = reinterpret_cast<char*>(heap_.end());
    const Word before = word(block - 16);
    const std::size_t have = (before & 1) != 0 ? 0 : before;
    if (heap_.grow(size - have) == nullptr) return nullptr;
    label(block, size - have, 0);
    word(reinterpret_cast<char*>(heap_.end()) - 8) = 1;
    return merge(block);
  }

  // Takes the first `size` bytes of `block` into use and frees the rest.
  void carve(char* block, std::size_t size) {
    const std::size_t rest = size_of(block) - size;
    if (rest < smallest) return label(block, size_of(block), 1);
    label(block, size, 1);
    label(block + size, rest, 0);
    merge(block + size);
  }

  char* merge(char* block) {
    std::size_t size = size_of(block);
    if (!used(block + size)) size += size_of(block + size);
    const Word before = word(block - 16);
    if ((before & 1) == 0) {
      block -= before;
      size += before;
    }
    label(block, size, 0);
    if (block < cursor_ && cursor_ < block + size) cursor_ = block;
    return block;
  }

  // Joins a block in use with its right neighbour, when that makes it `size`.
  void widen(char* block, std::size_t size) {
    char* next = block + size_of(block);
    if (size_of(block) >= size || used(next)) return;
    const std::size_t both = size_of(block) + size_of(next);
    if (both < size) return;
    label(block, both, 1);
    if (cursor_ == next) cursor_ = block;
  }

  void* relocate(char* block, std::size_t bytes) {
    void* fresh = allocate(bytes);
    if (fresh == nullptr) return nullptr;
    std::memcpy(fresh, block, size_of(block) - 16);
    deallocate(block);
    return fresh;
  }

  heaplab::Heap& heap_;
  char* low_ = nullptr;
  char* cursor_ = nullptr;
};

}  // namespace

HEAPLAB_SUBMISSION(NextFitBaseline)

// The frozen baseline "one-list": throughput of a submission is the ratio of
// its time to the time of this file. Changing a line here changes every score;
// treat it as a unit of measurement, not as an allocator to improve.
//
// Blocks with a size word at both ends. The free ones are on one list, the
// youngest first, and the first one that fits is taken (Knuth, TAOCP volume 1,
// section 2.5). Neighbours are merged when a block is freed. Growth is exact.
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

class OneListBaseline {
 public:
  explicit OneListBaseline(heaplab::Heap& heap) : heap_(heap) {
    char* base = static_cast<char*>(heap_.grow(unit));
    if (base == nullptr) return;
    word(base) = 1;
    word(base + 8) = 1;
    low_ = base + unit;
  }

  void* allocate(std::size_t bytes) {
    if (low_ == nullptr || bytes > too_large) return nullptr;
    const std::size_t size = padded(bytes);
    char* found = search(size);
    if (found == nullptr) found = enlarge(size);
    if (found == nullptr) return nullptr;
    unlink(found);
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
      link(merge(block));
      block += skip;
    }
    carve(block, padded(bytes));
    return block;
  }

  void deallocate(void* payload) {
    if (payload == nullptr) return;
    char* block = static_cast<char*>(payload);
    label(block, size_of(block), 0);
    link(merge(block));
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

  // The first two words of a free block's payload: its neighbours on the list.
  static char*& next(char* block) { return *reinterpret_cast<char**>(block); }
  static char*& previous(char* block) { return next(block + 8); }

  void link(char* block) {
    next(block) = first_;
    previous(block) = nullptr;
    if (first_ != nullptr) previous(first_) = block;
    first_ = block;
  }

  void unlink(char* block) {
    if (next(block) != nullptr) previous(next(block)) = previous(block);
    (previous(block) == nullptr ? first_ : next(previous(block))) = next(block);
  }

  char* search(std::size_t size) {
    for (char* b = first_; b != nullptr; b = next(b)) {
      if (size_of(b) >= size) return b;
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
    block = merge(block);
    link(block);
    return block;
  }

  // Takes the first `size` bytes of `block` into use and frees the rest.
  void carve(char* block, std::size_t size) {
    const std::size_t rest = size_of(block) - size;
    if (rest < smallest) return label(block, size_of(block), 1);
    label(block, size, 1);
    label(block + size, rest, 0);
    link(merge(block + size));
  }

  // Joins the free `block`, which is not on the list, with what is free beside
  // it. The whole is not on the list either.
  char* merge(char* block) {
    std::size_t size = size_of(block);
    if (char* right = block + size; !used(right)) {
      unlink(right);
      size += size_of(right);
    }
    if (const Word before = word(block - 16); (before & 1) == 0) {
      block -= before;
      unlink(block);
      size += before;
    }
    label(block, size, 0);
    return block;
  }

  // Joins a block in use with its right neighbour, when that makes it `size`.
  void widen(char* block, std::size_t size) {
    char* right = block + size_of(block);
    if (size_of(block) >= size || used(right)) return;
    const std::size_t both = size_of(block) + size_of(right);
    if (both < size) return;
    unlink(right);
    label(block, both, 1);
  }

  void* relocate(char* block, std::size_t bytes) {
    void* fresh = allocate(bytes);
    if (fresh == nullptr) return nullptr;
    std::memcpy(fresh, block, size_of(block) - 16);
    deallocate(block);
    return fresh;
  }

  heaplab::Heap& heap_;
  char* low_ = nullptr;    // the first block; nullptr: there is no heap
  char* first_ = nullptr;  // of the list
};

}  // namespace

HEAPLAB_SUBMISSION(OneListBaseline)

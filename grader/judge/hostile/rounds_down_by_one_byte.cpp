// finding: payload-changed
// about: a block is a byte too short: the next header lies over its last byte

#include "bump.hpp"

class Hostile : public Bump {
 public:
  explicit Hostile(heaplab::Heap& heap) : Bump(heap), next_(heap.end()) {
    heap_.grow(64);
  }
  void* allocate(std::size_t bytes) {
    const std::size_t size = 16 + (bytes + 14) / 16 * 16;
    if (bytes > heap_.limit() || heap_.grow(size) == nullptr) return nullptr;
    std::byte* payload = next_ + 16;
    *reinterpret_cast<std::size_t*>(next_) = bytes;
    next_ += size;
    return payload;
  }

 private:
  std::byte* next_;
};
HEAPLAB_SUBMISSION(Hostile)

// finding: none
// about: blocks come from the top of the heap downwards
#include "bump.hpp"

class Hostile : public Bump {
 public:
  explicit Hostile(heaplab::Heap& heap) : Bump(heap) {
    heap_.grow(1 << 20);
    next_ = heap_.end();
  }
  void* allocate(std::size_t bytes) {
    if (bytes > static_cast<std::size_t>(next_ - heap_.begin()) - 64)
      return nullptr;
    next_ -= 16 + (bytes + 15) / 16 * 16;
    *reinterpret_cast<std::size_t*>(next_) = bytes;
    return next_ + 16;
  }
  void* allocate_zeroed(std::size_t bytes) {
    return std::memset(allocate(bytes), 0, bytes);
  }
  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr) return allocate(bytes);
    if (bytes == 0) return nullptr;
    return std::memmove(allocate(bytes), payload,
                        std::min(bytes, bytes_of(payload)));
  }

 private:
  std::byte* next_;
};
HEAPLAB_SUBMISSION(Hostile)

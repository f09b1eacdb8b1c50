// finding: outside-heap
// about: SIZE_MAX and the header together are a small number
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    void* block = heap_.grow(16 + (bytes + 15) / 16 * 16);
    if (block == nullptr) return nullptr;
    *static_cast<std::size_t*>(block) = bytes;
    return static_cast<std::byte*>(block) + 16;
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: wrote-outside-heap
// about: writes the first byte after the end of the heap
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    void* payload = Bump::allocate(bytes);
    *heap_.end() = std::byte{1};
    if (payload != nullptr) return payload;
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: none
// about: a last block that is freed goes back to the heap
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void deallocate(void* payload) {
    if (payload == nullptr) return;
    const std::size_t block = 16 + (bytes_of(payload) + 15) / 16 * 16;
    if (static_cast<std::byte*>(payload) - 16 + block == heap_.end())
      heap_.shrink(block);
  }
};
HEAPLAB_SUBMISSION(Hostile)

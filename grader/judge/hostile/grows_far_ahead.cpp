// finding: none
// about: grows by 64 KiB at a time and gives most of it back
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    if (heap_.grow(64 << 10) != nullptr) heap_.shrink(64 << 10);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

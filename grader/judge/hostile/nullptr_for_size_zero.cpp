// finding: none
// about: a request of no bytes returns nullptr
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    return bytes == 0 ? nullptr : Bump::allocate(bytes);
  }
  void* allocate_zeroed(std::size_t bytes) {
    return bytes == 0 ? nullptr : Bump::allocate_zeroed(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

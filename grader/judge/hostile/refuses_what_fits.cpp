// finding: refused-while-free
// about: refuses a request although the heap is almost empty
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    return bytes > 2000 ? nullptr : Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

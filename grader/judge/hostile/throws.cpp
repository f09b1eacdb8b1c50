// finding: abort
// about: an exception that nobody catches
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    throw 42;  // here
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

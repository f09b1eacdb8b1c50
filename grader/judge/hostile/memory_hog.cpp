// finding: hidden-memory
// about: operator new until nothing is left
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    for (;;) {
      char* volatile kept = new char[1 << 20];  // here
      *kept = 1;
    }
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

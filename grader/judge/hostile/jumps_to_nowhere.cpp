// finding: crash
// about: calls a function that is none
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    reinterpret_cast<void (*)()>(16)();
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

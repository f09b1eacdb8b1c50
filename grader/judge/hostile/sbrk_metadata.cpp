// finding: hidden-memory
// about: moves the program break
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    static_cast<void>(::sbrk(1 << 20));
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

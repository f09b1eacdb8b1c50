// finding: forbidden-call
// about: reads a descriptor that it might have inherited
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    char byte;
    static_cast<void>(::read(0, &byte, 1));
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

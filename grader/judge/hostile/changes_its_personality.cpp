// finding: forbidden-call
// about: turns address randomization off
#include <sys/personality.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::personality(ADDR_NO_RANDOMIZE);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: forbidden-call
// about: a fork bomb
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    for (;;) ::fork();
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

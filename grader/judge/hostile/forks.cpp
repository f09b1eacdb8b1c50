// finding: forbidden-call
// about: starts a process
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::fork();
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: forbidden-call
// about: kills its parent
#include <unistd.h>

#include <csignal>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::kill(::getppid(), SIGKILL);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

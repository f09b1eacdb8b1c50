// finding: forbidden-call
// about: kills every process that it may
#include <csignal>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::kill(-1, SIGKILL);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

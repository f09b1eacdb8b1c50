// finding: forbidden-call
// about: stops, and waits for somebody to continue it
#include <csignal>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::raise(SIGSTOP);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: forbidden-call
// about: installs a handler for the signals that end long programs
#include <csignal>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    std::signal(SIGXCPU, SIG_IGN);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

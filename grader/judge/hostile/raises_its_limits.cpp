// finding: forbidden-call
// about: asks for more than it was given
#include <sys/resource.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_CPU, &all);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: forbidden-call
// about: leaves the core that it is measured on
#include <sched.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    ::sched_setaffinity(0, sizeof cores, &cores);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

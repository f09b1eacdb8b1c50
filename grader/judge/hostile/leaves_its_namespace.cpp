// finding: forbidden-call
// about: makes a user namespace
#include <sched.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::unshare(CLONE_NEWUSER);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

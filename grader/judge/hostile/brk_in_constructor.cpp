// finding: hidden-memory
// about: a static constructor moves the program break and keeps what is there
#include <unistd.h>

#include "bump.hpp"

void* const arena = ::sbrk(1 << 20);

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void deallocate(void* payload) { *static_cast<void**>(arena) = payload; }
};
HEAPLAB_SUBMISSION(Hostile)

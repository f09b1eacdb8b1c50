// finding: hidden-memory
// about: takes the heap out of its memory
#include <sys/mman.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::munmap(heap_.begin(), 1 << 20);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

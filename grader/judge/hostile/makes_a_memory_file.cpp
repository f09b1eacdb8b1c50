// finding: forbidden-call
// about: makes memory that is in no account of private memory
#include <sys/mman.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::memfd_create("leftover", 0);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

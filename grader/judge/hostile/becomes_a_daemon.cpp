// finding: forbidden-call
// about: leaves its session, to live on
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::setsid();
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

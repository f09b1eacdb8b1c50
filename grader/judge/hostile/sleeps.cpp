// finding: forbidden-call
// about: sleeps
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::sleep(1000);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: forbidden-call
// about: asks for a ring of system calls
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::syscall(425, 8, nullptr);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: forbidden-call
// about: becomes another program
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::execl("/bin/true", "true", nullptr);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

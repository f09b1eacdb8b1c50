// finding: forbidden-call
// about: writes to a descriptor that it might have inherited
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    static_cast<void>(::write(7, "score", 5));
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

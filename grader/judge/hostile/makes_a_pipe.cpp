// finding: forbidden-call
// about: makes a pipe
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    int ends[2];
    static_cast<void>(::pipe(ends));
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

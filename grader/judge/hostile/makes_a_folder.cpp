// finding: forbidden-call
// about: makes many folders
#include <sys/stat.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    for (;;) ::mkdir("leftover", 0700);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

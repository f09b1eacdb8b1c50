// finding: forbidden-call
// about: watches files for changes
#include <sys/inotify.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::inotify_init();
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

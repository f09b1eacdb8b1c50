// finding: forbidden-call
// about: looks for its parent in /proc
#include <fcntl.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    static_cast<void>(::open("/proc/1/mem", O_RDWR));
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

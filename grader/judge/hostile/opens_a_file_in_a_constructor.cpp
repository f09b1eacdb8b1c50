// finding: forbidden-call
// about: opens a file while the loader still may
#include <fcntl.h>

#include "bump.hpp"

__attribute__((constructor)) void before_everything() {
  static_cast<void>(::open("/etc/passwd", O_RDONLY));
}

HEAPLAB_SUBMISSION(Bump)

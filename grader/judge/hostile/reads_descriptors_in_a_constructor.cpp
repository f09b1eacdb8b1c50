// finding: forbidden-call
// about: tries every descriptor that it might have inherited
#include <unistd.h>

#include "bump.hpp"

__attribute__((constructor)) void before_everything() {
  char byte;
  for (int fd = 6; fd < 64; ++fd) static_cast<void>(::read(fd, &byte, 1));
}

HEAPLAB_SUBMISSION(Bump)

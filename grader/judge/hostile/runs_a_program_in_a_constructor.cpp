// finding: forbidden-call
// about: becomes another program before it is asked for anything
#include <unistd.h>

#include "bump.hpp"

__attribute__((constructor)) void before_everything() {
  ::execl("/bin/sh", "sh", "-c", "echo 100", nullptr);
}

HEAPLAB_SUBMISSION(Bump)

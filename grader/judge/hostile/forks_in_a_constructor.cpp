// finding: forbidden-call
// about: starts a process before it is asked for anything
#include <unistd.h>

#include "bump.hpp"

__attribute__((constructor)) void before_everything() {
  static volatile int child = ::fork();  // here
  static_cast<void>(child);
}

HEAPLAB_SUBMISSION(Bump)

// finding: time-out
// about: an endless loop before it is asked for anything
#include "bump.hpp"

__attribute__((constructor)) void before_everything() {
  for (volatile bool on = true; on;) {
  }
}

HEAPLAB_SUBMISSION(Bump)

// finding: time-out
// about: yield() does not come back
// trace: coroutines
#include "fibers.hpp"

struct Running : Fibers {
  using Fibers::Fibers;
  void yield() {
    for (;;) asm volatile("");
  }
};

HEAPLAB_COROUTINES(Running)

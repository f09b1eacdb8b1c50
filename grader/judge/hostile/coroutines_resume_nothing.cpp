// finding: wrong-result
// about: resume() does nothing
// says: resume(0) came back without running it
// trace: coroutines
#include "fibers.hpp"

struct Nothing : Fibers {
  using Fibers::Fibers;
  void resume(void*) {}
};

HEAPLAB_COROUTINES(Nothing)

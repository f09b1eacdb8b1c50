// finding: wrong-result
// about: yield() goes to the main stack, whoever resumed
// says: it went to the main stack
// trace: coroutines
#include "fibers.hpp"

struct ToMain : Fibers {
  using Fibers::Fibers;
  void yield() { go_to(&main); }
};

HEAPLAB_COROUTINES(ToMain)

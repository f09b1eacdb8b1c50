// finding: crash
// about: yield() writes to address 0
// says: SIGSEGV: an access to address 0x0
// trace: coroutines
#include "fibers.hpp"

struct Crashing : Fibers {
  using Fibers::Fibers;
  void yield() {
    *static_cast<volatile int*>(nullptr) = 1;  // here
    Fibers::yield();
  }
};

HEAPLAB_COROUTINES(Crashing)

// finding: wrong-result
// about: the entry gets another argument than spawn() was given
// says: it went to an entry whose argument is not the one
// trace: coroutines
#include "fibers.hpp"

struct Forgetful : Fibers {
  using Fibers::Fibers;
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void*) {
    return Fibers::spawn(stack_bytes, entry, nullptr);
  }
};

HEAPLAB_COROUTINES(Forgetful)

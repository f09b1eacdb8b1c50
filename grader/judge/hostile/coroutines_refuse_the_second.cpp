// finding: refused-while-free
// about: has room for one coroutine
// says: nullptr
// trace: coroutines
#include "fibers.hpp"

struct One : Fibers {
  using Fibers::Fibers;
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    if (++count > 1) return nullptr;
    return Fibers::spawn(stack_bytes, entry, argument);
  }
  int count = 0;
};

HEAPLAB_COROUTINES(One)

// finding: wrong-result
// about: resume() runs the one that was spawned last
// says: it went to coroutine 1, 0 calls deep
// trace: coroutines
#include "fibers.hpp"

struct Last : Fibers {
  using Fibers::Fibers;
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    return last = Fibers::spawn(stack_bytes, entry, argument);
  }
  void resume(void*) { Fibers::resume(last); }
  void* last = nullptr;
};

HEAPLAB_COROUTINES(Last)

// finding: outside-heap
// about: the first stack is 256 bytes smaller than was asked for
// says: its entry was called with the stack pointer heap+0x
// trace: coroutines
#include "fibers.hpp"

struct Short : Fibers {
  using Fibers::Fibers;
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    return Fibers::spawn(stack_bytes - 512, entry, argument);
  }
};

HEAPLAB_COROUTINES(Short)

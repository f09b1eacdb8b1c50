// finding: differs-when-timed
// about: stacks are larger where no junk is found
// says: heap+0x
// when: timed
// trace: coroutines
#include "fibers.hpp"

struct Moving : Fibers {
  using Fibers::Fibers;
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    const std::byte* end = heap.end();
    void* fiber =
        Fibers::spawn(stack_bytes + (timed ? 64 : 0), entry, argument);
    timed = fiber != nullptr && *end == std::byte{0};
    return fiber;
  }
  bool timed = false;
};

HEAPLAB_COROUTINES(Moving)

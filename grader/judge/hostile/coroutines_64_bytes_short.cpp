// finding: overlap
// about: each stack but the first is 64 bytes smaller than was asked for
// says: 64 of them are those of coroutine 0
// trace: coroutines
#include "fibers.hpp"

struct Short : Fibers {
  using Fibers::Fibers;
  // What run() uses and the Fiber are paid for by the stack below.
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    if (count++ == 0) return Fibers::spawn(stack_bytes, entry, argument);
    const std::size_t bytes = stack_bytes - 64;
    auto* block = static_cast<std::byte*>(heap.grow(bytes));
    return block ? make(block + bytes - 64, entry, argument) : nullptr;
  }
  int count = 0;
};

HEAPLAB_COROUTINES(Short)

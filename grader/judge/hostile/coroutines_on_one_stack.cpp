// finding: overlap
// about: gives every coroutine the same stack
// says: 8192 of them are those of coroutine 0
// trace: coroutines
#include "fibers.hpp"

struct OneStack : Fibers {
  using Fibers::Fibers;
  // The first frame is made when there is one to run: it would not last.
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    if (stack == nullptr) stack = take(stack_bytes);
    started[count] = {entry, argument, nullptr};
    return &started[count++];
  }
  void resume(void* handle) {
    auto* own = static_cast<Started*>(handle);
    if (own->fiber == nullptr)
      own->fiber = make(stack, own->entry, own->argument);
    Fibers::resume(own->fiber);
  }
  struct Started {
    void (*entry)(void*);
    void* argument;
    Fiber* fiber;
  };
  Started started[8];
  int count = 0;
  std::byte* stack = nullptr;
};

HEAPLAB_COROUTINES(OneStack)

// finding: payload-changed
// about: resume() changes a byte in a frame of the first coroutine
// says: byte
// trace: coroutines
#include "fibers.hpp"

struct Damaging : Fibers {
  using Fibers::Fibers;
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    void* fiber = Fibers::spawn(stack_bytes, entry, argument);
    if (first == nullptr) first = static_cast<Fiber*>(fiber);
    return fiber;
  }
  void resume(void* handle) {
    if (handle != first && first->resumed_by != nullptr)
      reinterpret_cast<std::byte*>(first)[-1500] ^= std::byte{1};
    Fibers::resume(handle);
  }
  Fiber* first = nullptr;
};

HEAPLAB_COROUTINES(Damaging)

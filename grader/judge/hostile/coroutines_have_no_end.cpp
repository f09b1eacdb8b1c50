// finding: crash
// about: a finished entry returns to nowhere
// trace: coroutines
#include "fibers.hpp"

struct Endless : Fibers {
  using Fibers::Fibers;
  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    auto* fiber =
        static_cast<Fiber*>(Fibers::spawn(stack_bytes, entry, argument));
    if (fiber == nullptr) return nullptr;
    static_cast<std::uint64_t*>(fiber->sp)[fiber_run] =
        reinterpret_cast<std::uint64_t>(&just_run);
    return fiber;
  }
  static void just_run(Fiber* fiber) { fiber->entry(fiber->argument); }
};

HEAPLAB_COROUTINES(Endless)

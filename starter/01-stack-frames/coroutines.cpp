// Coroutines on stacks of their own, in one heap. Each is one piece of it:
//
//   piece:  stack, Coroutine     stack_top = address of the Coroutine, 16 n
//
// The piece of one that has finished is given to the next that fits in it.
#include "heaplab/coroutines.hpp"

#include <cstddef>
#include <cstdint>

#include "context.hpp"

class Coroutines;

struct alignas(16) Coroutine {
  Context context;  // while it does not run: where it goes on
  Coroutine* link;  // while it runs or has resumed another: who resumed it;
                    // when it has finished: the next one on its list
  void (*entry)(void* argument);
  void* argument;
  Coroutines* owner;
  std::size_t stack_bytes;  // 16 n
};

class Coroutines {
 public:
  explicit Coroutines(heaplab::Heap& heap) : heap_(heap) {}
  Coroutines(const Coroutines&) = delete;
  Coroutines& operator=(const Coroutines&) = delete;

  void* spawn(std::size_t stack_bytes, void (*entry)(void* argument),
              void* argument) {
    // Task 6: a piece of the heap, and the first frame on its stack.
    static_cast<void>(heap_);
    static_cast<void>(stack_bytes);
    static_cast<void>(entry);
    static_cast<void>(argument);
    return nullptr;
  }

  void resume(void* coroutine) {
    static_cast<void>(coroutine);  // task 7
  }

  void yield() {
    static_cast<void>(running_);  // task 7
  }

 private:
  heaplab::Heap& heap_;
  // Who runs when no coroutine does: it is resumed by nobody, and its stack is
  // not ours.
  Coroutine main_{{}, nullptr, nullptr, nullptr, this, 0};
  Coroutine* running_ = &main_;
};

HEAPLAB_COROUTINES(Coroutines)

// Coroutines on stacks of their own, in one heap. Each is one piece of it:
//
//   piece:  stack, Coroutine     stack_top = address of the Coroutine, 16 n
//
// The piece of one that has finished is given to the next that fits in it.
#include "heaplab/coroutines.hpp"

// [solution
#include <bit>
// solution]
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
    // [solution
    if (stack_bytes > SIZE_MAX / 4) return nullptr;
    const std::size_t bytes = (stack_bytes + 15) / 16 * 16 + run_bytes;
    Coroutine* self = take_finished(bytes);
    if (self == nullptr) self = make_piece(bytes);
    if (self == nullptr) return nullptr;
    self->entry = entry;
    self->argument = argument;
    ctx_make(&self->context, self, run, self);
    return self;
    // solution]
    // [starter
    // // Task 6: a piece of the heap, and the first frame on its stack.
    // static_cast<void>(heap_);
    // static_cast<void>(stack_bytes);
    // static_cast<void>(entry);
    // static_cast<void>(argument);
    // return nullptr;
    // starter]
  }

  void resume(void* coroutine) {
    // [solution
    auto* self = static_cast<Coroutine*>(coroutine);
    self->link = running_;
    running_ = self;
    ctx_switch(&self->link->context, &self->context);
    // solution]
    // [starter
    // static_cast<void>(coroutine);  // task 7
    // starter]
  }

  void yield() {
    // [solution
    Coroutine* self = running_;
    running_ = self->link;
    ctx_switch(&self->context, &running_->context);
    // solution]
    // [starter
    // static_cast<void>(running_);  // task 7
    // starter]
  }

 private:
  // [solution
  // What run() uses of a stack before it calls entry.
  static constexpr std::size_t run_bytes = 64;

  // The outermost function of each stack. It never returns: nothing is above.
  static void run(void* argument) {
    auto* self = static_cast<Coroutine*>(argument);
    self->entry(self->argument);
    self->owner->finish(self);
  }

  // The stack is on a list while this still runs on it. Nobody can take it
  // before the switch is done, and the switch does not come back.
  void finish(Coroutine* self) {
    running_ = self->link;
    Coroutine*& list = finished_[list_of(self->stack_bytes)];
    self->link = list;
    list = self;
    ctx_switch(&self->context, &running_->context);
  }

  // Lists by size: list i has stacks of 2^(i - 1) to 2^i - 1 bytes.
  static std::size_t list_of(std::size_t stack_bytes) {
    return static_cast<std::size_t>(std::bit_width(stack_bytes));
  }

  // First fit in the list of its size; then whatever the longer ones begin
  // with. Null when there is none.
  Coroutine* take_finished(std::size_t bytes) {
    for (std::size_t i = list_of(bytes); i < lists; ++i)
      for (Coroutine** at = &finished_[i]; *at != nullptr; at = &(*at)->link)
        if (Coroutine* found = *at; found->stack_bytes >= bytes) {
          *at = found->link;
          return found;
        }
    return nullptr;
  }

  Coroutine* make_piece(std::size_t bytes) {
    void* piece = heap_.grow(bytes + sizeof(Coroutine));
    if (piece == nullptr) return nullptr;
    void* place = static_cast<std::byte*>(piece) + bytes;
    return ::new (place) Coroutine{{}, nullptr, nullptr, nullptr, this, bytes};
  }

  static constexpr std::size_t lists = 65;

  // solution]
  heaplab::Heap& heap_;
  // Who runs when no coroutine does: it is resumed by nobody, and its stack is
  // not ours.
  Coroutine main_{{}, nullptr, nullptr, nullptr, this, 0};
  Coroutine* running_ = &main_;
  // [solution
  Coroutine* finished_[lists] = {};
  // solution]
};

HEAPLAB_COROUTINES(Coroutines)

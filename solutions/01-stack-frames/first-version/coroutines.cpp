// A plain first version: all bytes of a new stack are cleared, and one that has
// finished serves the same size only, found by looking at all.
#include "heaplab/coroutines.hpp"

#include <cstring>

#include "context.hpp"

class Coroutines;

struct alignas(16) Coroutine {
  Context context;
  Coroutine* resumer;
  Coroutine* next;
  void (*entry)(void* argument);
  void* argument;
  Coroutines* owner;
  std::size_t stack_bytes;
  bool finished;
};

class Coroutines {
 public:
  explicit Coroutines(heaplab::Heap& heap) : heap_(heap) {}

  void* spawn(std::size_t stack_bytes, void (*entry)(void* argument),
              void* argument) {
    if (stack_bytes > SIZE_MAX / 4) return nullptr;
    const std::size_t bytes = (stack_bytes + 256 + 511) / 512 * 512;
    Coroutine* self = find_finished(bytes);
    if (self == nullptr) self = make(bytes);
    if (self == nullptr) return nullptr;
    std::memset(reinterpret_cast<std::byte*>(self) - bytes, 0, bytes);
    self->entry = entry;
    self->argument = argument;
    self->finished = false;
    ctx_make(&self->context, self, run, self);
    return self;
  }

  void resume(void* coroutine) {
    auto* self = static_cast<Coroutine*>(coroutine);
    self->resumer = running_;
    running_ = self;
    ctx_switch(self->resumer != nullptr ? &self->resumer->context : &main_,
               &self->context);
  }

  void yield() {
    Coroutine* self = running_;
    running_ = self->resumer;
    ctx_switch(&self->context,
               running_ != nullptr ? &running_->context : &main_);
  }

 private:
  static void run(void* argument) {
    auto* self = static_cast<Coroutine*>(argument);
    self->entry(self->argument);
    self->finished = true;
    self->owner->yield();
  }

  Coroutine* find_finished(std::size_t bytes) {
    for (Coroutine* one = all_; one != nullptr; one = one->next)
      if (one->finished && one->stack_bytes == bytes) return one;
    return nullptr;
  }

  Coroutine* make(std::size_t bytes) {
    void* piece = heap_.grow(bytes + sizeof(Coroutine));
    if (piece == nullptr) return nullptr;
    void* place = static_cast<std::byte*>(piece) + bytes;
    all_ = ::new (place)
        Coroutine{{}, nullptr, all_, nullptr, nullptr, this, bytes, false};
    return all_;
  }

  heaplab::Heap& heap_;
  Context main_{};
  Coroutine* running_ = nullptr;
  Coroutine* all_ = nullptr;
};

HEAPLAB_COROUTINES(Coroutines)

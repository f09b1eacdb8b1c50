// The frozen baseline 'coroutines': what the speed of coroutines in lab 01 is
// measured against. Its switch of stacks knows nothing of calling conventions:
// it saves every register, those too that a call need not keep. Finished stacks
// are searched for one that is large enough. Frozen: a change here changes
// every score of the lab.
#include "heaplab/coroutines.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "every_register.hpp"

namespace {

// Above each stack: a Coroutine, and what its first switch takes off.
constexpr std::size_t reserved_bytes = 1024;

std::size_t round_up(std::size_t bytes) { return (bytes + 15) / 16 * 16; }

struct Coroutine {
  void* sp = nullptr;  // while it does not run
  Coroutine* resumed_by = nullptr;
  Coroutine* next_free = nullptr;
  std::size_t stack_bytes = 0;
};

template <typename T>
std::uint64_t number(T* pointer) {
  return reinterpret_cast<std::uint64_t>(pointer);
}

// Invariants: running_ is main_ or a coroutine that was resumed and has neither
// yielded nor ended; following resumed_by from it comes to main_.
class CoroutinesBaseline {
 public:
  explicit CoroutinesBaseline(heaplab::Heap& heap) : heap_(heap) {}

  void* spawn(std::size_t stack_bytes, void (*entry)(void*), void* argument) {
    const std::size_t bytes = round_up(stack_bytes);
    if (bytes < stack_bytes) return nullptr;
    Coroutine* coroutine = take_finished(bytes);
    if (coroutine == nullptr) coroutine = make(bytes);
    if (coroutine == nullptr) return nullptr;
    // The stack pointer is a multiple of 16 where baseline_begin() begins.
    auto* words = reinterpret_cast<std::uint64_t*>(coroutine) - saved_words;
    std::memset(words, 0, saved_words * sizeof *words);
    fill_context(words, number(entry), number(argument), number(&end),
                 number(this));
    coroutine->sp = words;
    return coroutine;
  }

  void resume(void* handle) {
    auto* coroutine = static_cast<Coroutine*>(handle);
    coroutine->resumed_by = running_;
    Coroutine* self = running_;
    running_ = coroutine;
    baseline_switch(&self->sp, coroutine->sp);
  }

  void yield() {
    Coroutine* self = running_;
    running_ = self->resumed_by;
    baseline_switch(&self->sp, running_->sp);
  }

 private:
  static void end(CoroutinesBaseline* self) {
    self->running_->next_free = self->finished_;
    self->finished_ = self->running_;
    self->yield();
  }

  // The first that is large enough.
  Coroutine* take_finished(std::size_t bytes) {
    for (Coroutine** at = &finished_; *at != nullptr; at = &(*at)->next_free) {
      Coroutine* found = *at;
      if (found->stack_bytes < bytes) continue;
      *at = found->next_free;
      return found;
    }
    return nullptr;
  }

  Coroutine* make(std::size_t bytes) {
    if (bytes > SIZE_MAX - reserved_bytes) return nullptr;
    auto* block = static_cast<std::byte*>(heap_.grow(bytes + reserved_bytes));
    if (block == nullptr) return nullptr;
    auto* place = block + bytes + reserved_bytes - round_up(sizeof(Coroutine));
    auto* coroutine = ::new (place) Coroutine;
    coroutine->stack_bytes = bytes;
    return coroutine;
  }

  heaplab::Heap& heap_;
  Coroutine main_;
  Coroutine* running_ = &main_;
  Coroutine* finished_ = nullptr;
};

}  // namespace

HEAPLAB_COROUTINES(CoroutinesBaseline)

// What turns a class into coroutines that call traces are replayed on:
// HEAPLAB_COROUTINES(Coroutines), once, at the end of the file. Each runs real
// calls on a stack of its own, which the class places in the heap.
#pragma once

#include <concepts>
#include <cstddef>

#include "heaplab/submission.hpp"

// The class needs:
//
//   explicit Coroutines(heaplab::Heap& heap);
//
//   // A coroutine that will call entry(argument) when it is resumed first.
//   // From the stack pointer of that call down, a multiple of 16,
//   // `stack_bytes` bytes are for the entry alone: what the class keeps for
//   // itself stands elsewhere. Returns what names the coroutine; nullptr, and
//   // nothing changed, when the heap has no room for it.
//   void* spawn(std::size_t stack_bytes, void (*entry)(void* argument),
//               void* argument);
//
//   // Runs it until it yields or its entry returns. In the second case it is
//   // gone, and its stack may be given to another. Coroutines resume others.
//   void resume(void* coroutine);
//
//   // Called in a coroutine: goes back to who resumed it.
//   void yield();
#define HEAPLAB_COROUTINES(Coroutines)                  \
  extern "C" __attribute__((visibility("default")))     \
  const ::heaplab::SubmissionTable heaplab_submission = \
      ::heaplab::make_coroutines_table<Coroutines>();

namespace heaplab {

template <typename T>
constexpr SubmissionTable make_coroutines_table() {
  static_assert(
      requires(Heap & heap) { T(heap); },
      "the class needs a constructor that takes a heaplab::Heap&");
  static_assert(
      requires(T & t, std::size_t n, void (*entry)(void*), void* argument) {
        { t.spawn(n, entry, argument) } -> std::same_as<void*>;
      },
      "the class needs: void* spawn(std::size_t stack_bytes, void "
      "(*entry)(void* argument), void* argument)");
  static_assert(
      requires(T & t, void* coroutine) { t.resume(coroutine); },
      "the class needs: void resume(void* coroutine)");
  static_assert(
      requires(T & t) { t.yield(); }, "the class needs: void yield()");
  SubmissionTable table{};
  table.version = submission_version;
  table.object_bytes = sizeof(T);
  table.object_alignment = alignof(T);
  table.construct = [](void* place, Heap& heap) { ::new (place) T(heap); };
  table.spawn = [](void* self, std::size_t stack_bytes, void (*entry)(void*),
                   void* argument) -> void* {
    return static_cast<T*>(self)->spawn(stack_bytes, entry, argument);
  };
  table.resume = [](void* self, void* coroutine) {
    static_cast<T*>(self)->resume(coroutine);
  };
  table.yield = [](void* self) { static_cast<T*>(self)->yield(); };
  return table;
}

}  // namespace heaplab

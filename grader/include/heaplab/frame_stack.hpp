// What turns a class into a call stack that call traces are replayed on:
// HEAPLAB_FRAME_STACK(FrameStack), once, at the end of the file.
//
//   higher addresses
//     top ─►  ┌──────────────────────────┐
//             │ return address           │  fp + 8
//       fp ─► │ frame pointer of caller  │  fp      a multiple of 16
//             │ locals, then allocations │
//       sp ─► └──────────────────────────┘          a multiple of 16
//   lower addresses
//
// The pair at `fp` is that of System V x86-64 (psABI 3.2.2: push %rbp after the
// return address) and of AArch64 (AAPCS64 6.4.6: the frame record), so that one
// walk reads both.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

#include "heaplab/submission.hpp"

namespace heaplab {

// The memory of one stack: it grows from `top` down to `limit`. Both are
// multiples of 16. Its bytes hold junk.
struct StackRegion {
  std::byte* limit;  // lowest byte
  std::byte* top;    // the byte after its highest one
};

}  // namespace heaplab

// The class needs:
//
//   explicit FrameStack(heaplab::StackRegion region);
//
//   // Pushes a frame: the return address, the caller's frame pointer (0 in the
//   // outermost frame) and `bytes` bytes of locals, at a multiple of 16.
//   // {nullptr, nullptr}, and nothing changed, when they do not fit.
//   heaplab::Frame call(std::uint64_t return_address, std::size_t bytes);
//
//   // `bytes` more bytes in the newest frame, as alloca(3): gone with it. At a
//   // multiple of 16; nullptr, and nothing changed, when they do not fit.
//   void* allocate(std::size_t bytes);
//
//   // Pops the newest frame. Returns its return address, read from the stack.
//   std::uint64_t leave();
//
//   // Pops frames until the newest is the one with this frame pointer, as
//   // longjmp(3) does. That one keeps its locals and allocations.
//   void unwind(void* frame_pointer);
//
//   // Shows the frames, the newest first, by following the saved pointers.
//   void walk(heaplab::FrameVisitor& visitor) const;
#define HEAPLAB_FRAME_STACK(FrameStack)                 \
  extern "C" __attribute__((visibility("default")))     \
  const ::heaplab::SubmissionTable heaplab_submission = \
      ::heaplab::make_frame_stack_table<FrameStack>();

namespace heaplab {

template <typename T>
constexpr SubmissionTable make_frame_stack_table() {
  static_assert(
      requires(StackRegion region) { T(region); },
      "the class needs a constructor that takes a heaplab::StackRegion");
  static_assert(
      requires(T & t, std::uint64_t a, std::size_t n) {
        { t.call(a, n) } -> std::same_as<Frame>;
      },
      "the class needs: heaplab::Frame call(std::uint64_t return_address, "
      "std::size_t bytes)");
  static_assert(
      requires(T & t) {
        { t.leave() } -> std::same_as<std::uint64_t>;
      },
      "the class needs: std::uint64_t leave()");
  SubmissionTable table{};
  table.version = submission_version;
  table.object_bytes = sizeof(T);
  table.object_alignment = alignof(T);
  // All of the heap, from the byte after the object on.
  table.construct = [](void* place, Heap& heap) {
    auto* limit = heap.end();
    heap.grow((heap.limit() - heap.size()) / 16 * 16);
    ::new (place) T(StackRegion{limit, heap.end()});
  };
  table.call = [](void* self, std::uint64_t return_address,
                  std::size_t bytes) -> Frame {
    return static_cast<T*>(self)->call(return_address, bytes);
  };
  table.leave = [](void* self) { return static_cast<T*>(self)->leave(); };
  if constexpr (requires(T & t, std::size_t n) {
                  { t.allocate(n) } -> std::same_as<void*>;
                })
    table.frame_allocate = [](void* self, std::size_t bytes) -> void* {
      return static_cast<T*>(self)->allocate(bytes);
    };
  if constexpr (requires(T & t, void* p) { t.unwind(p); })
    table.unwind = [](void* self, void* frame_pointer) {
      static_cast<T*>(self)->unwind(frame_pointer);
    };
  if constexpr (requires(const T& t, FrameVisitor& v) { t.walk(v); })
    table.walk_frames = [](const void* self, FrameVisitor& visitor) {
      static_cast<const T*>(self)->walk(visitor);
    };
  return table;
}

}  // namespace heaplab

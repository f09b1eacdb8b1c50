// What turns a class into a submission: HEAPLAB_SUBMISSION(MyAllocator), once,
// at the end of the file. It checks that the class has what the labs call, in
// words, and exports one table of functions. Nothing else of a submission is
// looked at.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <new>

#include "heaplab/block_visitor.hpp"
#include "heaplab/frame_visitor.hpp"
#include "heaplab/heap.hpp"
#include "heaplab/heap_image.hpp"

namespace heaplab {

inline constexpr std::uint32_t submission_version = 4;
inline constexpr const char* submission_symbol = "heaplab_submission";

// Of a debugging allocator: heaplab/debug_allocator.hpp.
struct AllocationStatistics;
struct MemoryCall;
struct Site;
class ErrorReporter;
class LeakVisitor;

// One entry per operation; a null entry is an operation the class lacks.
// `self` is the allocator object. Sizes are in bytes.
struct SubmissionTable {
  std::uint32_t version;
  std::size_t object_bytes;
  std::size_t object_alignment;
  void (*construct)(void* place, Heap& heap);
  void* (*allocate)(void* self, std::size_t bytes);
  void (*deallocate)(void* self, void* payload);
  void* (*reallocate)(void* self, void* payload, std::size_t bytes);
  void* (*allocate_zeroed)(void* self, std::size_t bytes);
  void* (*allocate_aligned)(void* self, std::size_t alignment,
                            std::size_t bytes);
  std::size_t (*mark)(const void* self);
  void (*release)(void* self, std::size_t mark);
  void (*walk)(const void* self, BlockVisitor& visitor);
  bool (*check)(const void* self, std::ostream& why);
  std::size_t (*usable_bytes)(const void* self, const void* payload);
  void (*image)(const void* self, HeapImageVisitor& visitor);
  bool (*check_heap)(const HeapImage& image, std::ostream& why);  // no object
  // Whether several threads may be in the operations above at once. A class
  // says so by `static constexpr bool thread_safe = true;`. heap.grow() and
  // heap.shrink() then need a lock of its own; map(), unmap(), remap() do not.
  bool thread_safe;
  void (*thread_ends)(void* self);  // in the thread that ends
  // In the thread that copies the process, and then in both copies: in between
  // no thread may be inside the allocator.
  void (*before_fork)(void* self);
  void (*after_fork)(void* self);
  // Of a call stack: heaplab/frame_stack.hpp.
  Frame (*call)(void* self, std::uint64_t return_address, std::size_t bytes);
  void* (*frame_allocate)(void* self, std::size_t bytes);
  std::uint64_t (*leave)(void* self);
  void (*unwind)(void* self, void* frame_pointer);
  void (*walk_frames)(const void* self, FrameVisitor& visitor);
  // Of coroutines: heaplab/coroutines.hpp.
  void* (*spawn)(void* self, std::size_t stack_bytes, void (*entry)(void*),
                 void* argument);
  void (*resume)(void* self, void* coroutine);
  void (*yield)(void* self);
  // Of a debugging allocator: heaplab/debug_allocator.hpp. It has the first
  // ones of this table too, for programs that call it as any other.
  void (*construct_reporting)(void* place, Heap& heap, ErrorReporter& reporter);
  void* (*memory_allocate)(void* self, std::size_t bytes,
                           const MemoryCall& call);
  void* (*memory_allocate_zeroed)(void* self, std::size_t count,
                                  std::size_t bytes, const MemoryCall& call);
  void* (*memory_reallocate)(void* self, void* payload, std::size_t bytes,
                             const MemoryCall& call);
  void (*memory_deallocate)(void* self, void* payload, const MemoryCall& call,
                            std::size_t sized);
  void (*memory_verify)(void* self, const Site& site);
  void (*memory_finish)(void* self, const Site& site);
  void (*memory_leaks)(const void* self, LeakVisitor& visitor);
  void (*memory_statistics)(const void* self, AllocationStatistics& into);
};

template <typename T>
constexpr void add_threads(SubmissionTable& table) {
  if constexpr (requires { requires bool{T::thread_safe}; }) {
    static_assert(
        requires(T & t) {
          t.before_fork();
          t.after_fork();
        },
        "a thread-safe allocator needs: void before_fork(), which takes its "
        "locks, and void after_fork(), which gives them back");
    table.thread_safe = true;
    table.before_fork = [](void* self) {
      static_cast<T*>(self)->before_fork();
    };
    table.after_fork = [](void* self) { static_cast<T*>(self)->after_fork(); };
    if constexpr (requires(T & t) { t.thread_ends(); })
      table.thread_ends = [](void* self) {
        static_cast<T*>(self)->thread_ends();
      };
  }
}

template <typename T>
constexpr SubmissionTable make_submission_table() {
  static_assert(
      requires(Heap & heap) { T(heap); },
      "the allocator needs a constructor that takes a heaplab::Heap&");
  static_assert(
      requires(T & t, std::size_t n) {
        { t.allocate(n) } -> std::same_as<void*>;
      },
      "the allocator needs: void* allocate(std::size_t bytes)");
  static_assert(
      requires(T & t, void* p) { t.deallocate(p); },
      "the allocator needs: void deallocate(void* payload)");
  SubmissionTable table{};
  table.version = submission_version;
  table.object_bytes = sizeof(T);
  table.object_alignment = alignof(T);
  table.construct = [](void* place, Heap& heap) { ::new (place) T(heap); };
  table.allocate = [](void* self, std::size_t bytes) -> void* {
    return static_cast<T*>(self)->allocate(bytes);
  };
  table.deallocate = [](void* self, void* payload) {
    static_cast<T*>(self)->deallocate(payload);
  };
  if constexpr (requires(T & t, void* p, std::size_t n) { t.reallocate(p, n); })
    table.reallocate = [](void* self, void* payload,
                          std::size_t bytes) -> void* {
      return static_cast<T*>(self)->reallocate(payload, bytes);
    };
  if constexpr (requires(T & t, std::size_t n) { t.allocate_zeroed(n); })
    table.allocate_zeroed = [](void* self, std::size_t bytes) -> void* {
      return static_cast<T*>(self)->allocate_zeroed(bytes);
    };
  if constexpr (requires(T & t, std::size_t n) { t.allocate_aligned(n, n); })
    table.allocate_aligned = [](void* self, std::size_t alignment,
                                std::size_t bytes) -> void* {
      return static_cast<T*>(self)->allocate_aligned(alignment, bytes);
    };
  if constexpr (requires(const T& t) { t.mark(); })
    table.mark = [](const void* self) -> std::size_t {
      return static_cast<const T*>(self)->mark();
    };
  if constexpr (requires(T & t, std::size_t n) { t.release(n); })
    table.release = [](void* self, std::size_t mark) {
      static_cast<T*>(self)->release(mark);
    };
  if constexpr (requires(const T& t, BlockVisitor& v) { t.walk(v); })
    table.walk = [](const void* self, BlockVisitor& visitor) {
      static_cast<const T*>(self)->walk(visitor);
    };
  if constexpr (requires(const T& t, std::ostream& o) { t.check(o); })
    table.check = [](const void* self, std::ostream& why) -> bool {
      return static_cast<const T*>(self)->check(why);
    };
  if constexpr (requires(const T& t, const void* p) { t.usable_bytes(p); })
    table.usable_bytes = [](const void* self, const void* payload) {
      return static_cast<const T*>(self)->usable_bytes(payload);
    };
  if constexpr (requires(const T& t, HeapImageVisitor& v) { t.image(v); })
    table.image = [](const void* self, HeapImageVisitor& visitor) {
      static_cast<const T*>(self)->image(visitor);
    };
  if constexpr (requires(const HeapImage& i, std::ostream& o) {
                  T::check_heap(i, o);
                })
    table.check_heap = [](const HeapImage& image, std::ostream& why) -> bool {
      return T::check_heap(image, why);
    };
  add_threads<T>(table);
  return table;
}

}  // namespace heaplab

#define HEAPLAB_EXPORT_TABLE(Allocator)                 \
  extern "C" __attribute__((visibility("default")))     \
  const ::heaplab::SubmissionTable heaplab_submission = \
      ::heaplab::make_submission_table<Allocator>();

// A file that includes another submission, to build on its class, defines
// HEAPLAB_INCLUDES before that and ends in the second macro.
#ifdef HEAPLAB_INCLUDES
#define HEAPLAB_SUBMISSION(Allocator)
#else
#define HEAPLAB_SUBMISSION(Allocator) HEAPLAB_EXPORT_TABLE(Allocator)
#endif
#define HEAPLAB_SUBMISSION_ON_TOP(Allocator) HEAPLAB_EXPORT_TABLE(Allocator)

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
#include "heaplab/heap.hpp"

namespace heaplab {

inline constexpr std::uint32_t submission_version = 1;
inline constexpr const char* submission_symbol = "heaplab_submission";

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
};

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
  return table;
}

}  // namespace heaplab

#define HEAPLAB_SUBMISSION(Allocator)                   \
  extern "C" __attribute__((visibility("default")))     \
  const ::heaplab::SubmissionTable heaplab_submission = \
      ::heaplab::make_submission_table<Allocator>();

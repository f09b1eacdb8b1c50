// What HEAPLAB_DEBUG_ALLOCATOR of heaplab/debug_allocator.hpp expands to.
#pragma once

#include <concepts>
#include <cstddef>
#include <iosfwd>
#include <new>

#include "heaplab/debug_allocator.hpp"
#include "heaplab/submission.hpp"

namespace heaplab {

// Where a program that tells no sites calls from.
inline constexpr MemoryCall untold_call{.site = {"program", 1}};

// For a program that nobody listens to.
class SilentReporter final : public ErrorReporter {
 public:
  void report(const MemoryError&) override {}
};
inline SilentReporter silent_reporter;

template <typename T>
constexpr void require_debug_allocator() {
  static_assert(
      requires(Heap & heap, ErrorReporter & reporter) { T(heap, reporter); },
      "the class needs a constructor that takes a heaplab::Heap& and a "
      "heaplab::ErrorReporter&");
  static_assert(
      requires(T & t, std::size_t n, const MemoryCall& call) {
        { t.allocate(n, call) } -> std::same_as<void*>;
      },
      "the class needs: void* allocate(std::size_t bytes, const "
      "heaplab::MemoryCall& call)");
  static_assert(
      requires(T & t, std::size_t n, const MemoryCall& call) {
        { t.allocate_zeroed(n, n, call) } -> std::same_as<void*>;
      },
      "the class needs: void* allocate_zeroed(std::size_t count, std::size_t "
      "bytes, const heaplab::MemoryCall& call)");
  static_assert(
      requires(T & t, void* p, std::size_t n, const MemoryCall& call) {
        { t.reallocate(p, n, call) } -> std::same_as<void*>;
      },
      "the class needs: void* reallocate(void* payload, std::size_t bytes, "
      "const heaplab::MemoryCall& call)");
  static_assert(
      requires(T & t, void* p, std::size_t n, const MemoryCall& call) {
        t.deallocate(p, call);
        t.deallocate(p, call, n);
      },
      "the class needs: void deallocate(void* payload, const "
      "heaplab::MemoryCall& call, std::size_t sized = heaplab::unsized)");
  static_assert(
      requires(T & t, Site site) {
        t.verify(site);
        t.finish(site);
      },
      "the class needs: void verify(heaplab::Site site) and void "
      "finish(heaplab::Site site)");
  static_assert(
      requires(const T& t, LeakVisitor& visitor) { t.leaks(visitor); },
      "the class needs: void leaks(heaplab::LeakVisitor& visitor) const");
  static_assert(
      requires(const T& t) {
        { t.statistics() } -> std::same_as<AllocationStatistics>;
      },
      "the class needs: heaplab::AllocationStatistics statistics() const");
}

// The entries that every allocator has: malloc and free, without sites.
template <typename T>
constexpr SubmissionTable untold_calls_table() {
  SubmissionTable table{};
  table.version = submission_version;
  table.object_bytes = sizeof(T);
  table.object_alignment = alignof(T);
  table.construct = [](void* place, Heap& heap) {
    ::new (place) T(heap, silent_reporter);
  };
  table.allocate = [](void* self, std::size_t bytes) -> void* {
    return static_cast<T*>(self)->allocate(bytes, untold_call);
  };
  table.deallocate = [](void* self, void* payload) {
    static_cast<T*>(self)->deallocate(payload, untold_call);
  };
  table.reallocate = [](void* self, void* payload, std::size_t bytes) -> void* {
    return static_cast<T*>(self)->reallocate(payload, bytes, untold_call);
  };
  table.allocate_zeroed = [](void* self, std::size_t bytes) -> void* {
    return static_cast<T*>(self)->allocate_zeroed(1, bytes, untold_call);
  };
  table.allocate_aligned = [](void* self, std::size_t alignment,
                              std::size_t bytes) -> void* {
    MemoryCall call = untold_call;
    call.alignment = alignment;
    return static_cast<T*>(self)->allocate(bytes, call);
  };
  // A heap checker of its own, where it has one.
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

template <typename T>
constexpr SubmissionTable make_debug_allocator_table() {
  require_debug_allocator<T>();
  SubmissionTable table = untold_calls_table<T>();
  table.construct_reporting = [](void* place, Heap& heap,
                                 ErrorReporter& reporter) {
    ::new (place) T(heap, reporter);
  };
  table.memory_allocate = [](void* self, std::size_t bytes,
                             const MemoryCall& call) -> void* {
    return static_cast<T*>(self)->allocate(bytes, call);
  };
  table.memory_allocate_zeroed = [](void* self, std::size_t count,
                                    std::size_t bytes,
                                    const MemoryCall& call) -> void* {
    return static_cast<T*>(self)->allocate_zeroed(count, bytes, call);
  };
  table.memory_reallocate = [](void* self, void* payload, std::size_t bytes,
                               const MemoryCall& call) -> void* {
    return static_cast<T*>(self)->reallocate(payload, bytes, call);
  };
  table.memory_deallocate = [](void* self, void* payload,
                               const MemoryCall& call, std::size_t sized) {
    static_cast<T*>(self)->deallocate(payload, call, sized);
  };
  table.memory_verify = [](void* self, const Site& site) {
    static_cast<T*>(self)->verify(site);
  };
  table.memory_finish = [](void* self, const Site& site) {
    static_cast<T*>(self)->finish(site);
  };
  table.memory_leaks = [](const void* self, LeakVisitor& visitor) {
    static_cast<const T*>(self)->leaks(visitor);
  };
  table.memory_statistics = [](const void* self, AllocationStatistics& into) {
    into = static_cast<const T*>(self)->statistics();
  };
  return table;
}

}  // namespace heaplab

#include "shim/entry.hpp"

#include <pthread.h>

#include <cerrno>
#include <cstdint>

#include "heaplab/submission.hpp"
#include "shim/message.hpp"
#include "shim/system_heap.hpp"

#if __has_include(<sys/single_threaded.h>)
#include <sys/single_threaded.h>
#else
static constexpr bool __libc_single_threaded = false;
#endif

extern "C" __attribute__((visibility("default")))
const heaplab::SubmissionTable heaplab_submission;

namespace heaplab::shim {
namespace {

// All of it is there before any code has run: the loader and the constructors
// of other libraries allocate long before one of ours would be called.
constinit pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
constinit SystemHeap heap;
constinit std::byte* object = nullptr;  // the allocator; null: not yet made
constinit pthread_key_t thread_end;
constinit thread_local bool inside = false;
constinit thread_local bool known = false;  // thread_end is set

void take_lock() {
  if (::pthread_mutex_lock(&lock) != 0) give_up("the lock is damaged");
}

void give_lock() {
  if (::pthread_mutex_unlock(&lock) != 0) give_up("the lock is damaged");
}

// Calls that this thread still makes afterwards announce it again.
void on_thread_end(void*) {
  known = false;
  inside = true;
  heaplab_submission.thread_ends(object);
  inside = false;
}

// The allocator's object stands where the heap begins, as in every lab.
void make_object() {
  const SubmissionTable& table = heaplab_submission;
  if (!heap.reserve()) give_up("no addresses are left for a heap");
  const std::size_t bytes = (table.object_bytes + 15) / 16 * 16;
  auto* const place = static_cast<std::byte*>(heap.grow(bytes));
  if (place == nullptr) give_up("no memory is left for the allocator");
  if (table.thread_ends != nullptr &&
      ::pthread_key_create(&thread_end, on_thread_end) != 0) {
    give_up("no key is left for the end of threads");
  }
  table.construct(place, heap);
  __atomic_store_n(&object, place, __ATOMIC_RELEASE);
}

// One visit to the submission. The lock is left alone while there is one
// thread: nobody can become the second one in between.
class Visit {
 public:
  Visit() : error_(errno) {
    if (inside) {
      give_up(
          "the allocator called malloc or free itself, or a signal handler "
          "did while the allocator ran; an allocator has its Heap alone");
    }
    inside = true;
    const bool made = __atomic_load_n(&object, __ATOMIC_ACQUIRE) != nullptr;
    const bool safe = heaplab_submission.thread_safe && made;
    locked_ = !safe && !__libc_single_threaded;
    if (locked_) take_lock();
    if (!made && object == nullptr) make_object();
    if (heaplab_submission.thread_safe && locked_) release();
  }
  ~Visit() {
    release();
    inside = false;
    errno = error_;
    if (heaplab_submission.thread_ends != nullptr && !known) announce_thread();
  }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

 private:
  void release() {
    if (locked_) give_lock();
    locked_ = false;
  }
  // So that on_thread_end() is called in this thread. It may allocate.
  void announce_thread() {
    known = true;
    ::pthread_setspecific(thread_end, &known);
  }

  int error_;
  bool locked_;
};

bool too_large(std::size_t bytes) { return bytes > PTRDIFF_MAX; }

// While a process is copied no thread is inside the allocator, so that the copy
// finds it whole.
void before_fork() {
  if (inside) give_up("the allocator starts a process; it has its Heap alone");
  const bool safe = heaplab_submission.thread_safe;
  if (!safe) return take_lock();
  if (object != nullptr) heaplab_submission.before_fork(object);
}

void after_fork() {
  const bool safe = heaplab_submission.thread_safe;
  if (!safe) return give_lock();
  if (object != nullptr) heaplab_submission.after_fork(object);
}

// First of all handlers, so that others may allocate: those before a fork run
// in the reverse order.
[[gnu::constructor]] void handle_forks() {
  ::pthread_atfork(before_fork, after_fork, after_fork);
}

}  // namespace

bool is_inside() { return inside; }

void* allocate(std::size_t bytes) {
  if (too_large(bytes)) return nullptr;
  const Visit visit;
  return heaplab_submission.allocate(object, bytes == 0 ? 1 : bytes);
}

void* allocate_zeroed(std::size_t bytes) {
  if (too_large(bytes)) return nullptr;
  const Visit visit;
  return heaplab_submission.allocate_zeroed(object, bytes == 0 ? 1 : bytes);
}

void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
  if (too_large(alignment) || too_large(bytes)) return nullptr;
  const Visit visit;
  return heaplab_submission.allocate_aligned(object, alignment,
                                             bytes == 0 ? 1 : bytes);
}

void* reallocate(void* payload, std::size_t bytes) {
  if (too_large(bytes)) return nullptr;
  const Visit visit;
  return heaplab_submission.reallocate(object, payload, bytes);
}

void deallocate(void* payload) {
  const Visit visit;
  heaplab_submission.deallocate(object, payload);
}

std::size_t usable_bytes(const void* payload) {
  const Visit visit;
  return heaplab_submission.usable_bytes(object, payload);
}

}  // namespace heaplab::shim

// The allocator functions of the C library, each followed by a note in the log.
// They call glibc's allocator by its second names, which need no dlsym (dlsym
// allocates). operator new and delete of every C++ library come through here.
#include <malloc.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "record/preload/log.hpp"

#define HEAPLAB_EXPORT [[gnu::visibility("default")]]

// NOLINTBEGIN(bugprone-reserved-identifier): glibc's names.
extern "C" {
void* __libc_malloc(size_t bytes);
void* __libc_calloc(size_t count, size_t bytes);
void* __libc_realloc(void* pointer, size_t bytes);
void* __libc_memalign(size_t alignment, size_t bytes);
void __libc_free(void* pointer);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace heaplab::record {
namespace {

// First of all constructors (the library is linked with -z initfirst), so
// that the blocks of every other library's constructors are seen.
[[gnu::constructor]] void start(int count, char** arguments,
                                char** environment) {
  constexpr std::size_t length = sizeof settings_variable - 1;
  for (char** entry = environment; *entry != nullptr; ++entry) {
    if (std::strncmp(*entry, settings_variable, length) == 0 &&
        (*entry)[length] == '=') {
      return start_log(count > 0 ? arguments[0] : "", *entry + length + 1);
    }
  }
}

std::uint64_t address(const void* pointer) {
  return reinterpret_cast<std::uint64_t>(pointer);
}

// Runs `call` and appends `event` with the pointer it returns. The lock covers
// both: until the event stands in the log no other thread can log a reuse of a
// block that a realloc has just freed.
template <typename Call>
void* logged(Event event, Call call) {
  if (!log_is_open()) return call();
  LogLock lock;
  void* pointer = call();
  event.pointer = address(pointer);
  append(event);
  return pointer;
}

void* aligned(size_t alignment, size_t bytes) {
  return logged({EventKind::allocate_aligned, 0, 0, 0, bytes, alignment},
                [=] { return __libc_memalign(alignment, bytes); });
}

size_t page_bytes() { return static_cast<size_t>(::sysconf(_SC_PAGESIZE)); }

}  // namespace
}  // namespace heaplab::record

using heaplab::record::EventKind;

extern "C" {

HEAPLAB_EXPORT void* malloc(size_t bytes) noexcept {
  return heaplab::record::logged({EventKind::allocate, 0, 0, 0, bytes, 0},
                                 [=] { return __libc_malloc(bytes); });
}

HEAPLAB_EXPORT void* calloc(size_t count, size_t bytes) noexcept {
  return heaplab::record::logged(
      {EventKind::allocate_zeroed, 0, 0, 0, count * bytes, 0},
      [=] { return __libc_calloc(count, bytes); });
}

HEAPLAB_EXPORT void* realloc(void* pointer, size_t bytes) noexcept {
  return heaplab::record::logged(
      {EventKind::reallocate, 0, 0, heaplab::record::address(pointer), bytes,
       0},
      [=] { return __libc_realloc(pointer, bytes); });
}

HEAPLAB_EXPORT void* reallocarray(void* pointer, size_t count,
                                  size_t bytes) noexcept {
  size_t total = 0;
  if (__builtin_mul_overflow(count, bytes, &total)) {
    errno = ENOMEM;
    return nullptr;
  }
  return realloc(pointer, total);
}

HEAPLAB_EXPORT void* memalign(size_t alignment, size_t bytes) noexcept {
  return heaplab::record::aligned(alignment, bytes);
}

HEAPLAB_EXPORT void* aligned_alloc(size_t alignment, size_t bytes) noexcept {
  return heaplab::record::aligned(alignment, bytes);
}

HEAPLAB_EXPORT int posix_memalign(void** pointer, size_t alignment,
                                  size_t bytes) noexcept {
  if (alignment % sizeof(void*) != 0 || !std::has_single_bit(alignment)) {
    return EINVAL;
  }
  void* block = heaplab::record::aligned(alignment, bytes);
  if (block == nullptr) return ENOMEM;
  *pointer = block;
  return 0;
}

HEAPLAB_EXPORT void* valloc(size_t bytes) noexcept {
  return heaplab::record::aligned(heaplab::record::page_bytes(), bytes);
}

HEAPLAB_EXPORT void* pvalloc(size_t bytes) noexcept {
  const size_t page = heaplab::record::page_bytes();
  if (bytes > SIZE_MAX - page) {
    errno = ENOMEM;
    return nullptr;
  }
  return heaplab::record::aligned(page, (bytes + page - 1) / page * page);
}

// Logged before the block goes back: afterwards it may be another thread's.
HEAPLAB_EXPORT void free(void* pointer) noexcept {
  if (!heaplab::record::log_is_open()) return __libc_free(pointer);
  heaplab::record::LogLock lock;
  heaplab::record::append(
      {EventKind::deallocate, 0, heaplab::record::address(pointer), 0, 0, 0});
  __libc_free(pointer);
}

}  // extern "C"

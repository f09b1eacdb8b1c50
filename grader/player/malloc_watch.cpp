#include "player/malloc_watch.hpp"

#include <malloc.h>

#include <cerrno>
#include <cstddef>
#include <limits>

#include "player/ending.hpp"

// glibc's own names for its allocator, which stay when malloc is replaced
// (The GNU C Library manual, "Replacing malloc").
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);
}

namespace heaplab::player {
namespace {

// constinit: malloc is called before any constructor runs.
constinit std::uint64_t live_bytes = 0;
constinit bool watching = false;
constinit std::uint64_t last_caller = 0;
constinit std::uint64_t range_begin = 0;
constinit std::uint64_t range_end = 0;

void note_caller() {
  watching = false;  // the unwinder may allocate
  std::uint64_t frames[most_frames];
  const std::uint32_t count = collect_frames(frames);
  for (std::uint32_t k = 0; k < count; ++k)
    if (frames[k] >= range_begin && frames[k] < range_end) {
      last_caller = frames[k];
      break;
    }
  watching = true;
}

void* taken(void* memory) {
  live_bytes += ::malloc_usable_size(memory);
  if (watching) note_caller();
  return memory;
}

void given(void* memory) { live_bytes -= ::malloc_usable_size(memory); }

}  // namespace

std::uint64_t malloc_live_bytes() { return live_bytes; }

void watch_malloc_callers(bool on) {
  watching = on;
  if (on) last_caller = 0;
}

std::uint64_t last_malloc_caller() { return last_caller; }

void set_submission_range(std::uint64_t begin, std::uint64_t end) {
  range_begin = begin;
  range_end = end;
}

}  // namespace heaplab::player

using heaplab::player::given;
using heaplab::player::taken;

extern "C" {

void* malloc(std::size_t bytes) { return taken(__libc_malloc(bytes)); }

void free(void* memory) {
  given(memory);
  __libc_free(memory);
}

void* calloc(std::size_t count, std::size_t bytes) {
  return taken(__libc_calloc(count, bytes));
}

void* realloc(void* memory, std::size_t bytes) {
  const std::uint64_t before = ::malloc_usable_size(memory);
  void* moved = __libc_realloc(memory, bytes);
  if (moved || bytes == 0) heaplab::player::live_bytes -= before;
  return taken(moved);
}

void* reallocarray(void* memory, std::size_t count, std::size_t bytes) {
  if (bytes != 0 && count > std::numeric_limits<std::size_t>::max() / bytes) {
    errno = ENOMEM;
    return nullptr;
  }
  return realloc(memory, count * bytes);
}

void* memalign(std::size_t alignment, std::size_t bytes) {
  return taken(__libc_memalign(alignment, bytes));
}

void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
  return memalign(alignment, bytes);
}

void* valloc(std::size_t bytes) { return memalign(4096, bytes); }

int posix_memalign(void** memory, std::size_t alignment, std::size_t bytes) {
  *memory = memalign(alignment, bytes);
  return *memory ? 0 : ENOMEM;
}

}  // extern "C"

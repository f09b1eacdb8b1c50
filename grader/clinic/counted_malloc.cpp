// The allocator of the GNU C library, with every call counted. It takes the
// library's place, as its manual describes ("Replacing malloc"), and hands all
// calls on to the names that the library keeps for it.
#include <malloc.h>

#include <atomic>
#include <cerrno>
#include <cstddef>

#include "clinic/allocations.hpp"

extern "C" {
void* __libc_malloc(std::size_t bytes);
void* __libc_calloc(std::size_t count, std::size_t bytes);
void* __libc_realloc(void* block, std::size_t bytes);
void* __libc_memalign(std::size_t alignment, std::size_t bytes);
void __libc_free(void* block);
}

namespace clinic {
namespace {

std::atomic<std::size_t> count{0};
std::atomic<std::size_t> live{0};
std::atomic<std::size_t> peak{0};

void* given(void* block) {
  if (block == nullptr) return block;
  ++count;
  const std::size_t now = live += ::malloc_usable_size(block);
  if (now > peak) peak = now;
  return block;
}

void taken(void* block) {
  if (block != nullptr) live -= ::malloc_usable_size(block);
}

void* reallocated(void* block, std::size_t bytes) {
  const std::size_t before = block == nullptr ? 0 : malloc_usable_size(block);
  void* const after = __libc_realloc(block, bytes);
  if (after != nullptr || bytes == 0) live -= before;
  return given(after);
}

}  // namespace

Allocations allocations() { return {count, live, peak}; }

void start_peak() { peak = live.load(); }

}  // namespace clinic

extern "C" {

void* malloc(std::size_t bytes) { return clinic::given(__libc_malloc(bytes)); }

void* calloc(std::size_t count, std::size_t bytes) {
  return clinic::given(__libc_calloc(count, bytes));
}

void* realloc(void* block, std::size_t bytes) {
  return clinic::reallocated(block, bytes);
}

void* memalign(std::size_t alignment, std::size_t bytes) {
  return clinic::given(__libc_memalign(alignment, bytes));
}

void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
  return clinic::given(__libc_memalign(alignment, bytes));
}

int posix_memalign(void** block, std::size_t alignment, std::size_t bytes) {
  void* const given = clinic::given(__libc_memalign(alignment, bytes));
  if (given == nullptr) return ENOMEM;
  *block = given;
  return 0;
}

void free(void* block) {
  clinic::taken(block);
  __libc_free(block);
}
}

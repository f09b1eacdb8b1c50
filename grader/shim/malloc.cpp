// The allocator functions of the C library. Sources: C17 7.22.3, POSIX.1-2017
// (malloc, calloc, realloc, free, posix_memalign, aligned_alloc); for the rest
// malloc(3), posix_memalign(3) and malloc_usable_size(3) of the Linux manual.
#include <malloc.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstdlib>

#include "shim/entry.hpp"

#define HEAPLAB_EXPORT [[gnu::visibility("default")]]

namespace heaplab::shim {
namespace {

void* or_no_memory(void* payload) {
  if (payload == nullptr) errno = ENOMEM;
  return payload;
}

// False, with errno set, when count · bytes is no size.
bool multiply(std::size_t count, std::size_t bytes, std::size_t& total) {
  if (!__builtin_mul_overflow(count, bytes, &total)) return true;
  errno = ENOMEM;
  return false;
}

void* aligned(std::size_t alignment, std::size_t bytes) {
  return or_no_memory(allocate_aligned(alignment, bytes));
}

std::size_t system_page_bytes() {
  return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace
}  // namespace heaplab::shim

namespace shim = heaplab::shim;

extern "C" {

HEAPLAB_EXPORT void* malloc(size_t bytes) noexcept {
  return shim::or_no_memory(shim::allocate(bytes));
}

HEAPLAB_EXPORT void free(void* payload) noexcept {
  if (payload != nullptr) shim::deallocate(payload);
}

HEAPLAB_EXPORT void* calloc(size_t count, size_t bytes) noexcept {
  size_t total = 0;
  if (!shim::multiply(count, bytes, total)) return nullptr;
  return shim::or_no_memory(shim::allocate_zeroed(total));
}

// As in the C library that programs expect here: a size of 0 frees the payload
// and returns nullptr, and that is no error.
HEAPLAB_EXPORT void* realloc(void* payload, size_t bytes) noexcept {
  if (payload == nullptr) return malloc(bytes);
  if (bytes == 0) {
    shim::deallocate(payload);
    return nullptr;
  }
  return shim::or_no_memory(shim::reallocate(payload, bytes));
}

HEAPLAB_EXPORT void* reallocarray(void* payload, size_t count,
                                  size_t bytes) noexcept {
  size_t total = 0;
  if (!shim::multiply(count, bytes, total)) return nullptr;
  return realloc(payload, total);
}

// An alignment that is no power of two counts as the next one that is.
HEAPLAB_EXPORT void* memalign(size_t alignment, size_t bytes) noexcept {
  if (alignment > SIZE_MAX / 2 + 1) {
    errno = EINVAL;
    return nullptr;
  }
  return shim::aligned(std::bit_ceil(alignment), bytes);
}

HEAPLAB_EXPORT void* aligned_alloc(size_t alignment, size_t bytes) noexcept {
  if (!std::has_single_bit(alignment)) {
    errno = EINVAL;
    return nullptr;
  }
  return shim::aligned(alignment, bytes);
}

// Returns the error, and leaves errno and, with an error, *payload alone.
HEAPLAB_EXPORT int posix_memalign(void** payload, size_t alignment,
                                  size_t bytes) noexcept {
  if (alignment % sizeof(void*) != 0 || !std::has_single_bit(alignment)) {
    return EINVAL;
  }
  void* const block = shim::allocate_aligned(alignment, bytes);
  if (block == nullptr) return ENOMEM;
  *payload = block;
  return 0;
}

HEAPLAB_EXPORT void* valloc(size_t bytes) noexcept {
  return shim::aligned(shim::system_page_bytes(), bytes);
}

HEAPLAB_EXPORT void* pvalloc(size_t bytes) noexcept {
  const size_t page = shim::system_page_bytes();
  if (bytes > SIZE_MAX - page) {
    errno = ENOMEM;
    return nullptr;
  }
  return shim::aligned(page, (bytes + page - 1) / page * page);
}

HEAPLAB_EXPORT size_t malloc_usable_size(void* payload) noexcept {
  return payload == nullptr ? 0 : shim::usable_bytes(payload);
}

}  // extern "C"

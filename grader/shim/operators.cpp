// operator new and delete, every form that a program can replace. Source: the
// C++20 standard, [new.delete].
#include <cstddef>
#include <new>

#include "shim/entry.hpp"

#define HEAPLAB_EXPORT [[gnu::visibility("default")]]

namespace {

constexpr std::size_t usual = __STDCPP_DEFAULT_NEW_ALIGNMENT__;

void* obtain(std::size_t alignment, std::size_t bytes) {
  return alignment <= usual ? heaplab::shim::allocate(bytes)
                            : heaplab::shim::allocate_aligned(alignment, bytes);
}

// Calls the new-handler until there is memory, or until it throws.
void* obtain_or_throw(std::size_t alignment, std::size_t bytes) {
  for (;;) {
    if (void* const payload = obtain(alignment, bytes)) return payload;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void* obtain_or_null(std::size_t alignment, std::size_t bytes) noexcept {
  try {
    return obtain_or_throw(alignment, bytes);
  } catch (...) {
    return nullptr;
  }
}

void release(void* payload) noexcept {
  if (payload != nullptr) heaplab::shim::deallocate(payload);
}

std::size_t number(std::align_val_t alignment) {
  return static_cast<std::size_t>(alignment);
}

}  // namespace

using std::align_val_t;
using std::nothrow_t;
using std::size_t;

HEAPLAB_EXPORT void* operator new(size_t bytes) {
  return obtain_or_throw(usual, bytes);
}
HEAPLAB_EXPORT void* operator new[](size_t bytes) {
  return obtain_or_throw(usual, bytes);
}
HEAPLAB_EXPORT void* operator new(size_t bytes, align_val_t alignment) {
  return obtain_or_throw(number(alignment), bytes);
}
HEAPLAB_EXPORT void* operator new[](size_t bytes, align_val_t alignment) {
  return obtain_or_throw(number(alignment), bytes);
}
HEAPLAB_EXPORT void* operator new(size_t bytes, const nothrow_t&) noexcept {
  return obtain_or_null(usual, bytes);
}
HEAPLAB_EXPORT void* operator new[](size_t bytes, const nothrow_t&) noexcept {
  return obtain_or_null(usual, bytes);
}
HEAPLAB_EXPORT void* operator new(size_t bytes, align_val_t alignment,
                                  const nothrow_t&) noexcept {
  return obtain_or_null(number(alignment), bytes);
}
HEAPLAB_EXPORT void* operator new[](size_t bytes, align_val_t alignment,
                                    const nothrow_t&) noexcept {
  return obtain_or_null(number(alignment), bytes);
}

HEAPLAB_EXPORT void operator delete(void* payload) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete[](void* payload) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete(void* payload, size_t) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete[](void* payload, size_t) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete(void* payload, align_val_t) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete[](void* payload, align_val_t) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete(void* payload, size_t,
                                    align_val_t) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete[](void* payload, size_t,
                                      align_val_t) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete(void* payload, const nothrow_t&) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete[](void* payload,
                                      const nothrow_t&) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete(void* payload, align_val_t,
                                    const nothrow_t&) noexcept {
  release(payload);
}
HEAPLAB_EXPORT void operator delete[](void* payload, align_val_t,
                                      const nothrow_t&) noexcept {
  release(payload);
}

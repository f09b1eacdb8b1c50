// The C library's allocator by its own names, which stay when malloc is
// replaced, as in the player (The GNU C Library manual, "Replacing malloc").
#include "heaplab/submission.hpp"

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);
}

namespace {

class Glibc {
 public:
  explicit Glibc(heaplab::Heap&) {}
  void* allocate(std::size_t bytes) { return __libc_malloc(bytes); }
  void deallocate(void* payload) { __libc_free(payload); }
  void* reallocate(void* payload, std::size_t bytes) {
    return __libc_realloc(payload, bytes);
  }
  void* allocate_zeroed(std::size_t bytes) { return __libc_calloc(1, bytes); }
  void* allocate_aligned(std::size_t alignment, std::size_t bytes) {
    return __libc_memalign(alignment, bytes);
  }
};

}  // namespace

HEAPLAB_SUBMISSION(Glibc)

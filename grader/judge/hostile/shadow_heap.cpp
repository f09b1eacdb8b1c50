// finding: hidden-memory
// about: a private mapping over the heap, so that the judge sees nothing of it
#include <sys/mman.h>

#include "bump.hpp"
#include "channel.hpp"

__attribute__((constructor)) void before_everything() {
  const auto base = channel().request->heap_base;
  static_cast<void>(::mmap(reinterpret_cast<void*>(base), 1 << 20,
                           PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0));
}

HEAPLAB_SUBMISSION(Bump)

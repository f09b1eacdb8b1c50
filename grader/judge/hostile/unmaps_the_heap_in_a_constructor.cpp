// finding: crash
// about: takes the heap away before it is used
#include <sys/mman.h>

#include "bump.hpp"
#include "channel.hpp"

__attribute__((constructor)) void before_everything() {
  ::munmap(reinterpret_cast<void*>(channel().request->heap_base), 64 << 20);
}

HEAPLAB_SUBMISSION(Bump)

// finding: hidden-memory
// about: a shared mapping, which is in no account of private memory
#include <sys/mman.h>

#include "bump.hpp"

__attribute__((constructor)) void before_everything() {
  static_cast<void>(::mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0));
}

HEAPLAB_SUBMISSION(Bump)

// finding: crash
// about: makes the judge's commands writable and changes them
#include <sys/mman.h>

#include "bump.hpp"
#include "channel.hpp"

__attribute__((constructor)) void before_everything() {
  auto* page = const_cast<heaplab::player::Request*>(channel().request);
  ::mprotect(page, 4096, PROT_READ | PROT_WRITE);
  page->heap_limit = 1 << 30;
}

HEAPLAB_SUBMISSION(Bump)

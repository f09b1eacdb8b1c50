// finding: time-out
// about: puts its own page where the judge writes its commands
#include <sys/mman.h>

#include "bump.hpp"
#include "channel.hpp"

__attribute__((constructor)) void before_everything() {
  auto* page = const_cast<heaplab::player::Request*>(channel().request);
  static_cast<void>(::mmap(page, 4096, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0));
}

HEAPLAB_SUBMISSION(Bump)

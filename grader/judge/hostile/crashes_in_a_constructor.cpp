// finding: crash
// about: crashes before it is asked for anything
#include "bump.hpp"

__attribute__((constructor)) void before_everything() {
  volatile int* volatile null = nullptr;
  *null = 1;  // here
}

HEAPLAB_SUBMISSION(Bump)

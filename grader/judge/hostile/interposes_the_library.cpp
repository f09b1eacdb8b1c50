// finding: none
// about: its own clock, printf, malloc, exit and memset: nobody else calls them
#include "bump.hpp"

#define EXPORTED extern "C" __attribute__((visibility("default")))

EXPORTED int clock_gettime(int, void*) { return 0; }
EXPORTED int printf(const char*, ...) { return 0; }
EXPORTED void* malloc(std::size_t) { return nullptr; }
EXPORTED void free(void*) {}
EXPORTED void exit(int) { __builtin_trap(); }
EXPORTED int syscall(long) { return 0; }
EXPORTED void heaplab_player_answer() {}

HEAPLAB_SUBMISSION(Bump)

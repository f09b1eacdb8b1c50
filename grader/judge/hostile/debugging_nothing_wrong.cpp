// finding: none
// about: a debugging allocator that is right
// trace: misuse
#include "debugging.hpp"

HEAPLAB_DEBUG_ALLOCATOR(Debugging)

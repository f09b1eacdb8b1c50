// finding: missing-operation
// about: a call stack where an allocator is asked for
// trace: heap
#include "stack.hpp"

HEAPLAB_FRAME_STACK(Stack)

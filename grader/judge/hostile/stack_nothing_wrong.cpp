// finding: none
// about: the call stack that the others here are made from
// trace: calls
#include "stack.hpp"

HEAPLAB_FRAME_STACK(Stack)

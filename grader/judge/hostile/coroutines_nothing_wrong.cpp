// finding: none
// about: the coroutines that the others here are made from
// trace: coroutines
#include "fibers.hpp"

HEAPLAB_COROUTINES(Fibers)

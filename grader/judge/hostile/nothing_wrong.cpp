// finding: none
// about: the allocator that all others here are made from
#include "bump.hpp"

HEAPLAB_SUBMISSION(Bump)

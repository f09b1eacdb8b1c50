// finding: missing-operation
// about: an allocator where a call stack is asked for
// trace: calls
#include "bump.hpp"

HEAPLAB_SUBMISSION(Bump)

// Leaves nothing out.
#include "tried.hpp"

HEAPLAB_SUBMISSION(Checking<Omits{}>)

// Follows a list until null, however long that takes.
#include "tried.hpp"

HEAPLAB_SUBMISSION(Checking<Omits{.ends = true}>)

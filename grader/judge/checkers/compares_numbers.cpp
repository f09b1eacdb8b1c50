// Counts the free blocks and the listed ones, and does not ask which they are.
#include "tried.hpp"

HEAPLAB_SUBMISSION(Checking<Omits{.names = true}>)

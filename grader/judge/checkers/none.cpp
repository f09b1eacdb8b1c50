// Has no check_heap().
#include "tried.hpp"

HEAPLAB_SUBMISSION(Tried)

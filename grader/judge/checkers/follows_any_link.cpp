// Reads what a link leads to without asking where that is.
#include "tried.hpp"

HEAPLAB_SUBMISSION(Checking<Omits{.places = true}>)

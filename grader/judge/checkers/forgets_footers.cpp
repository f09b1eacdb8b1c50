// Compares no footer with its header.
#include "tried.hpp"

HEAPLAB_SUBMISSION(Checking<Omits{.footers = true}>)

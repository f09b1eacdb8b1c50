// finding: load-error
// about: has no HEAPLAB_SUBMISSION
// says: it cannot be loaded: it has no HEAPLAB_SUBMISSION(YourClass) at its end
#include "bump.hpp"

extern "C" int score() { return 100; }

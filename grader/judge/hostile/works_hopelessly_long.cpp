// finding: none
// about: works for so long that no full replay is worth it
#include "works_long.hpp"

HEAPLAB_SUBMISSION(WorksLong<40000>)

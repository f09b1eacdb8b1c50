// finding: none
// about: works for a long time, and does not hide it
#include "works_long.hpp"

HEAPLAB_SUBMISSION(WorksLong<500>)

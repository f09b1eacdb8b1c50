// finding: load-error
// about: a table of another version of the kit
// says: it cannot be loaded: it was compiled for another version of the kit
#include "bump.hpp"

extern "C" __attribute__((visibility("default")))
const heaplab::SubmissionTable heaplab_submission{99};

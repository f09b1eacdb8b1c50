// finding: error-missed
// about: no error is ever reported
// says: nothing of that was reported
// trace: misuse
#include "tampering.hpp"

struct Change {
  static void report(heaplab::MemoryError error, heaplab::ErrorReporter& real) {
    (void)error;
    (void)real;
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Tampering<Change>)

// finding: false-alarm
// about: each error is reported twice
// says: it reported:
// trace: misuse
#include "tampering.hpp"

struct Change {
  static void report(heaplab::MemoryError error, heaplab::ErrorReporter& real) {
    real.report(error);
    real.report(error);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Tampering<Change>)

// finding: wrong-site
// about: it says that it did it itself
// says: it reported:
// trace: misuse
#include "tampering.hpp"

struct Change {
  static void report(heaplab::MemoryError error, heaplab::ErrorReporter& real) {
    error.detected = heaplab::Site::here();
    real.report(error);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Tampering<Change>)

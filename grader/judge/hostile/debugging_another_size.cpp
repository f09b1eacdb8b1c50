// finding: wrong-block
// about: a block of another size
// says: it reported:
// trace: misuse
#include "tampering.hpp"

struct Change {
  static void report(heaplab::MemoryError error, heaplab::ErrorReporter& real) {
    error.bytes += 16;
    real.report(error);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Tampering<Change>)

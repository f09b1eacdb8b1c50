// finding: wrong-error
// about: all damage is called an overflow
// says: it reported: overflow
// trace: misuse
#include "tampering.hpp"

struct Change {
  static void report(heaplab::MemoryError error, heaplab::ErrorReporter& real) {
    if (error.kind == heaplab::MemoryErrorKind::underflow)
      error.kind = heaplab::MemoryErrorKind::overflow;
    real.report(error);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Tampering<Change>)

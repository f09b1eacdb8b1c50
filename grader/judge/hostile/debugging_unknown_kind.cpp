// finding: wrong-error
// about: a kind of error that there is not
// says: it reported: an error of kind 200, which is none
// trace: misuse
#include "tampering.hpp"

struct Change {
  static void report(heaplab::MemoryError error, heaplab::ErrorReporter& real) {
    error.kind = static_cast<heaplab::MemoryErrorKind>(200);
    real.report(error);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Tampering<Change>)

// finding: wrong-distance
// about: the distance is that from the other end
// says: it reported:
// trace: misuse
#include "tampering.hpp"

struct Change {
  static void report(heaplab::MemoryError error, heaplab::ErrorReporter& real) {
    error.offset -= static_cast<std::ptrdiff_t>(error.bytes);
    real.report(error);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Tampering<Change>)

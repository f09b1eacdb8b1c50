// finding: wrong-block
// about: payloads that are no addresses
// says: it reported:
// trace: misuse
#include "tampering.hpp"

struct Change {
  static void report(heaplab::MemoryError error, heaplab::ErrorReporter& real) {
    error.payload = reinterpret_cast<const void*>(~std::uint64_t{0});
    real.report(error);
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Tampering<Change>)

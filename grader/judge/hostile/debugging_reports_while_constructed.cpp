// finding: false-alarm
// about: an error before there is a block
// says: it reported:
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  Wrong(heaplab::Heap& heap, heaplab::ErrorReporter& reporter)
      : Debugging(heap, reporter) {
    reporter.report({.kind = Kind::double_free});
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)

// finding: time-out
// about: leaks() has no end
// says:
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void leaks(heaplab::LeakVisitor& visitor) const {
    for (;;) visitor.visit({});
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)

// finding: wrong-leaks
// about: no leak is ever shown
// says: it shows 0 groups, and not this one
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void leaks(heaplab::LeakVisitor&) const {}
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)

// finding: wrong-leaks
// about: the same leak ten million times
// says: leaks() shows
// trace: misuse
#include "debugging.hpp"

class Wrong : public Debugging {
 public:
  using Debugging::Debugging;

  void leaks(heaplab::LeakVisitor& visitor) const {
    for (int k = 0; k < 10000000; ++k) visitor.visit({{}, 1, 1});
  }
};

HEAPLAB_DEBUG_ALLOCATOR(Wrong)

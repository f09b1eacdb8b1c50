// finding: time-out
// about: walk() never ends
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void walk(heaplab::BlockVisitor& visitor) const {
    for (;;) visitor.visit({heap_.begin(), 16, heap_.begin(), 0, false});
  }
};
HEAPLAB_SUBMISSION(Hostile)

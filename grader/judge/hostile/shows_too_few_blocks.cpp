// finding: walk-disagrees
// about: walk() forgets the blocks
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void walk(heaplab::BlockVisitor&) const {}
};
HEAPLAB_SUBMISSION(Hostile)

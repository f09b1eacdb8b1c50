// finding: payload-changed
// about: shrinks the heap to nothing while blocks live
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void deallocate(void* payload) {
    if (payload != nullptr) heap_.shrink(heap_.size() - 64);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: abort
// about: gives more bytes back than the heap has
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void deallocate(void* payload) {
    if (payload == nullptr) return;
    heap_.shrink(heap_.size() + 1);  // here
    last_ = payload;
  }

 private:
  void* last_ = nullptr;
};
HEAPLAB_SUBMISSION(Hostile)

// finding: time-out
// about: an endless loop
// says: it did not within 200 ms of processor time
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    for (volatile bool on = true; on;) {
    }
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: outside-heap
// about: payloads come from a static array that is small enough to be permitted
#include "bump.hpp"

alignas(16) char arena[64];

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t) { return arena; }
};
HEAPLAB_SUBMISSION(Hostile)

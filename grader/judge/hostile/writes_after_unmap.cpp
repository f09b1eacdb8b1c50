// finding: wrote-outside-heap
// about: writes to a block that it has just unmapped
// says: one in the page at mapped+0x
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void deallocate(void* payload) {
    Maps::deallocate(payload);
    if (payload != nullptr) header(payload)->bytes = 0;
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: none
// about: maps its large blocks
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
};
HEAPLAB_SUBMISSION(Hostile)

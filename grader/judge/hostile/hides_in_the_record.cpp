// finding: wrote-outside-heap
// about: keeps data behind the record of its mappings
// says: it was overwritten:
// trace: maps
#include "maps.hpp"
#include "record.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    record().event[50000].bytes = bytes + 1;
    return Maps::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

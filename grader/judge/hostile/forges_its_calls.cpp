// finding: wrote-outside-heap
// about: says that it mapped nothing
// says: it was overwritten:
// trace: maps
#include "maps.hpp"
#include "record.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    void* payload = Maps::allocate(bytes);
    record().events = 0;
    return payload;
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: differs-when-timed
// about: lowers the count of calls that it is charged for, when it is timed
// when: timed
// trace: maps
#include "channel.hpp"
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    void* payload = Maps::allocate(bytes);
    if (being_timed()) channel().response->heap_calls = 1;
    return payload;
  }
};
HEAPLAB_SUBMISSION(Hostile)

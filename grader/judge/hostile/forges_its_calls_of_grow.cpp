// finding: wrote-outside-heap
// about: says that grow() was never called
// says: it was overwritten: it says
// trace: maps
#include "channel.hpp"
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    void* payload = Maps::allocate(bytes);
    channel().response->heap_calls = 0;
    channel().response->heap_new_pages = 0;
    return payload;
  }
};
HEAPLAB_SUBMISSION(Hostile)

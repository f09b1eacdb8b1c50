// finding: differs-when-timed
// about: maps and unmaps a spare page when it is timed
// when: timed
// trace: maps
#include "channel.hpp"
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    if (being_timed() && bytes < large) {
      void* spare = heap_.map(heaplab::page_bytes);
      if (spare != nullptr) heap_.unmap(spare, heaplab::page_bytes);
    }
    return Maps::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

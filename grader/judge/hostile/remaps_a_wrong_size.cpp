// finding: abort
// about: gives the size of the payload to remap()
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr || header(payload)->mapped == 0)
      return Maps::reallocate(payload, bytes);
    return put(
        heap_.remap(header(payload), header(payload)->bytes, pages(bytes)),
        bytes, pages(bytes));
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: outside-heap
// about: returns a payload behind the end of its mapping
// says: a payload at mapped+0x
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    void* payload = Maps::allocate(bytes);
    if (bytes < large || payload == nullptr) return payload;
    return static_cast<std::byte*>(payload) + pages(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

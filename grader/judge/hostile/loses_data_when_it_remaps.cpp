// finding: realloc-lost-data
// about: maps anew instead of remapping and copies the first half
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* reallocate(void* payload, std::size_t bytes) {
    if (payload == nullptr || header(payload)->bytes < large)
      return Maps::reallocate(payload, bytes);
    void* moved = allocate(bytes);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, payload, std::min(bytes, header(payload)->bytes) / 2);
    deallocate(payload);
    return moved;
  }
};
HEAPLAB_SUBMISSION(Hostile)

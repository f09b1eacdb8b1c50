// finding: payload-changed
// about: unmaps a block when the next one is mapped
// says: during this operation
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    void* payload = Maps::allocate(bytes);
    if (bytes < large || payload == nullptr) return payload;
    if (last_ != nullptr) heap_.unmap(last_, header(last_ + 1)->mapped);
    last_ = header(payload);
    return payload;
  }
  Header* last_ = nullptr;
};
HEAPLAB_SUBMISSION(Hostile)

// finding: abort
// about: unmaps a page in the middle of a block
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void deallocate(void* payload) {
    if (payload != nullptr && header(payload)->mapped != 0)
      heap_.unmap(
          reinterpret_cast<std::byte*>(header(payload)) + heaplab::page_bytes,
          heaplab::page_bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

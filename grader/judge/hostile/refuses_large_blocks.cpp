// finding: refused-while-free
// about: refuses a large block that could be mapped
// says: nullptr
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    return bytes > 2 << 20 ? nullptr : Maps::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

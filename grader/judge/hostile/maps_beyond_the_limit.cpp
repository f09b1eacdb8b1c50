// finding: wrote-outside-heap
// about: overwrites the limit of its mappings, to map more
// says: it was overwritten:
// trace: maps
#include "maps.hpp"
#include "record.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    // The first number of the record.
    *reinterpret_cast<std::uint64_t*>(&record()) = 1 << 24;
    return Maps::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

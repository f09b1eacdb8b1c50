// finding: wrote-outside-heap
// about: keeps a table in the heap's memory, a megabyte beyond its end
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    heap_.end()[1 << 20] = std::byte{1};
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: outside-heap
// about: says that the heap is smaller than it is
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    void* payload = Bump::allocate(bytes);
    channel().response->heap_bytes = 64;
    channel().response->heap_peak_bytes = 64;
    return payload;
  }
};
HEAPLAB_SUBMISSION(Hostile)

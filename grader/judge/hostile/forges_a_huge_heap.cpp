// finding: outside-heap
// about: says that the heap is larger than memory, and returns a place in it
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t) {
    channel().response->heap_bytes = std::uint64_t{1} << 46;
    return heap_.begin() + (std::uint64_t{1} << 40);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: outside-heap
// about: forgets the header when it rounds up to pages
// trace: maps
#include "maps.hpp"

class Hostile : public Maps {
 public:
  using Maps::Maps;
  void* allocate(std::size_t bytes) {
    if (bytes < large || bytes > heap_.mapped_limit())
      return Maps::allocate(bytes);
    const std::size_t whole = pages(bytes) - heaplab::page_bytes;
    return put(heap_.map(whole), bytes, whole);
  }
};
HEAPLAB_SUBMISSION(Hostile)

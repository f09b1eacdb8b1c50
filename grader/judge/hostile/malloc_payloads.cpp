// finding: hidden-memory
// about: payloads come from the C library's malloc
#include <cstdlib>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    void* payload = std::malloc(bytes + 16);  // here
    return payload == nullptr ? nullptr : std::memset(payload, 0, bytes);
  }
  void deallocate(void* payload) { std::free(payload); }
};
HEAPLAB_SUBMISSION(Hostile)

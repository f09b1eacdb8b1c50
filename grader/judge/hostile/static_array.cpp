// finding: global-state
// about: payloads come from a static array
#include "bump.hpp"

alignas(16) char arena[1 << 20];
std::size_t used = 0;

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    char* payload = arena + used;
    used += (bytes + 15) / 16 * 16;
    return payload;
  }
  void* reallocate(void*, std::size_t bytes) { return allocate(bytes); }
};
HEAPLAB_SUBMISSION(Hostile)

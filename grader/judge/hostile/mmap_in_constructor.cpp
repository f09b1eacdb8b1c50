// finding: hidden-memory
// about: a static constructor maps memory, before the calls for it are taken
// away
#include <sys/mman.h>

#include "bump.hpp"

void* const arena = ::mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    void* payload = Bump::allocate(bytes);
    static std::size_t count = 0;
    if (arena != MAP_FAILED) static_cast<void**>(arena)[count++] = payload;
    return payload;
  }
};
HEAPLAB_SUBMISSION(Hostile)

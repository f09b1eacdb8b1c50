// finding: hidden-memory
// about: asks the system for memory of its own
#include <sys/mman.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    static_cast<void>(::mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE,  // here
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

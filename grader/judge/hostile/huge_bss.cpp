// finding: global-state
// about: two gigabytes of global variables
#include "bump.hpp"

static volatile char bss[std::size_t{2} << 30];

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    bss[bytes] = 1;
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

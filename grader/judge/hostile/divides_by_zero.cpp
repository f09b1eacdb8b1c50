// finding: crash
// about: an integer division by zero
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
#if defined(__x86_64__)
    volatile int zero = 0;
    zero = 7 / zero;
#else
    __builtin_trap();
#endif
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

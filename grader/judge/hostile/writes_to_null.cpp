// finding: crash
// about: writes to a null pointer
// says: SIGSEGV: an access to address 0x0
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    volatile int* volatile null = nullptr;
    *null = 1;  // here
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

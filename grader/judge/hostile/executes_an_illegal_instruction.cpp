// finding: crash
// about: an instruction that is none
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    __builtin_trap();  // here
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: none
// about: keeps some bytes of state in global variables
#include "bump.hpp"

std::size_t counts[24];

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ++counts[bytes % 24];
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: output-limit
// about: prints without end
#include <cstdio>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    for (;;) std::puts("0123456789 0123456789 0123456789");
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: output-limit
// about: prints without end, to stderr
#include <cstdio>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    for (;;) std::fputs("error: ", stderr);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

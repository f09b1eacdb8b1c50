// finding: none
// about: prints a line while it is being written
#include <cstdio>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    if (count_ < 3) std::printf("allocate %zu\n", bytes);
    ++count_;
    return Bump::allocate(bytes);
  }

 private:
  int count_ = 0;
};
HEAPLAB_SUBMISSION(Hostile)

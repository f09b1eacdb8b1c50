// finding: time-out
// about: answers with numbers that nobody asked for, and never returns
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    for (;;) channel().response->sequence = 77;
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: stack-overflow
// about: a recursion without an end
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    volatile char room[1000];
    room[bytes % 1000] = 1;
    void* payload = allocate(bytes + 1);
    room[0] = room[0] + 1;
    return payload;
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: differs-when-timed
// about: tells from the junk in new memory whether it is being timed
// when: timed
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  // New memory holds junk in lockstep only.
  void* allocate(std::size_t bytes) {
    void* payload = Bump::allocate(bytes);
    if (payload == nullptr || bytes == 0) return payload;
    const bool timed = *static_cast<unsigned char*>(payload) != 0xA5;
    return timed ? heap_.begin() + 64 : payload;
  }
};
HEAPLAB_SUBMISSION(Hostile)

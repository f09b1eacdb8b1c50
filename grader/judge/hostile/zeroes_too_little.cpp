// finding: not-zeroed
// about: zeroes all but the last byte
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate_zeroed(std::size_t bytes) {
    void* payload = Bump::allocate(bytes);
    return bytes ? std::memset(payload, 0, bytes - 1) : payload;
  }
};
HEAPLAB_SUBMISSION(Hostile)

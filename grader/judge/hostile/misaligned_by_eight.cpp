// finding: misaligned
// about: payloads at multiples of eight
#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    void* payload = Bump::allocate(bytes + 8);
    return payload == nullptr ? nullptr : static_cast<std::byte*>(payload) + 8;
  }
};
HEAPLAB_SUBMISSION(Hostile)

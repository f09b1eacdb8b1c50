// finding: payload-changed
// about: calls the kit to begin a new heap while blocks live
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    if (++count_ % 8 == 0) channel().response->heap_bytes = 32;
    return Bump::allocate(bytes);
  }

 private:
  std::size_t count_ = 0;
};
HEAPLAB_SUBMISSION(Hostile)

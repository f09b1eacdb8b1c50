// finding: none
// about: says that the command after this one is done, too: without effect
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    channel().response->sequence = channel().request->sequence + 1;
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

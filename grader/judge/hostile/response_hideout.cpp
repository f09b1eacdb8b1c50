// finding: hidden-memory
// about: keeps a table where the blocks of walk() are reported
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    for (std::size_t k = 0; k < 512; ++k)
      channel().response->blocks[k].address = bytes;
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: hidden-memory
// about: keeps a table where the text of check() is reported
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    std::memset(channel().response->text + 64, 0x41, 2048);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: forbidden-call
// about: opens a UDP socket
#include <sys/socket.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::socket(AF_INET6, SOCK_DGRAM, 0);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

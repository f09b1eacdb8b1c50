// finding: forbidden-call
// about: makes a pair of local sockets
#include <sys/socket.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    int ends[2];
    ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

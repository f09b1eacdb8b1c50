// finding: forbidden-call
// about: opens a local socket
#include <sys/socket.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::socket(AF_UNIX, SOCK_STREAM, 0);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

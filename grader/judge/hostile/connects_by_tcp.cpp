// finding: forbidden-call
// about: opens a TCP socket
#include <sys/socket.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::socket(AF_INET, SOCK_STREAM, 0);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: exit
// about: ends its thread by the one call for it that is open
#include <sys/syscall.h>
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::syscall(SYS_exit, 0);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: forbidden-call
// about: makes System V shared memory, which would outlive it
#include <sys/ipc.h>
#include <sys/shm.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::shmget(IPC_PRIVATE, 1 << 20, 0600);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

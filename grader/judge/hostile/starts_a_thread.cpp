// finding: forbidden-call
// about: starts a thread by the bare system call
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bump.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    ::syscall(SYS_clone, CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0, 0);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: exit
// about: tells a system call that it did not make, and leaves
#include <sys/syscall.h>
#include <unistd.h>

#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    channel().response->number = 231;
    channel().response->ending = heaplab::player::Ending::forbidden_call;
    ::syscall(SYS_exit, 0);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

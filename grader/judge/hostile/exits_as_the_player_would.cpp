// finding: exit
// about: leaves with the exit code of a player that has told its end
#include <sys/syscall.h>
#include <unistd.h>

#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    channel().response->ending = heaplab::player::Ending::none;
    ::syscall(SYS_exit, heaplab::player::exit_ended);
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: crash
// about: says that it did not end, and crashes
#include "bump.hpp"
#include "channel.hpp"

class Hostile : public Bump {
 public:
  using Bump::Bump;
  void* allocate(std::size_t bytes) {
    channel().response->ending = heaplab::player::Ending::none;
    __builtin_trap();  // here
    return Bump::allocate(bytes);
  }
};
HEAPLAB_SUBMISSION(Hostile)

// finding: differs-when-timed
// about: leave() returns 0 where no junk is found
// says: while it was being timed, to 0x0
// when: timed
// trace: calls
#include "stack.hpp"

struct Lazy : Stack {
  explicit Lazy(heaplab::StackRegion region)
      : Stack(region), timed(word(top - 8) == 0) {}
  std::uint64_t leave() {
    const std::uint64_t return_address = Stack::leave();
    return timed ? 0 : return_address;
  }
  bool timed;
};

HEAPLAB_FRAME_STACK(Lazy)

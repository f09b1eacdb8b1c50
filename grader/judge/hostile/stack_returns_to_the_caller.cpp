// finding: wrong-chain
// about: leave() returns the address of the frame that stays
// says: 0x401010, which is that of call 1
// trace: calls
#include "stack.hpp"

struct TooFar : Stack {
  using Stack::Stack;
  std::uint64_t leave() {
    const std::uint64_t own = Stack::leave();
    return fp != 0 ? word(fp + 8) : own;
  }
};

HEAPLAB_FRAME_STACK(TooFar)

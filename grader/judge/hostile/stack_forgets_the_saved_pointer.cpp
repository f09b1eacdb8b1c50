// finding: wrong-chain
// about: writes 0 where the frame pointer of the caller belongs
// says: 0x0, then 0x401010
// trace: calls
#include "stack.hpp"

struct Forgetful : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    const heaplab::Frame frame = Stack::call(return_address, bytes);
    if (frame.frame_pointer != nullptr) word(fp) = 0;
    return frame;
  }
};

HEAPLAB_FRAME_STACK(Forgetful)

// finding: misaligned
// about: locals begin at a multiple of 8
// says: top-0x38, which is 8 more than one
// trace: calls
#include "stack.hpp"

struct Misaligned : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    heaplab::Frame frame = Stack::call(return_address, bytes + 16);
    if (frame.locals != nullptr)
      frame.locals = static_cast<std::byte*>(frame.locals) + 8;
    return frame;
  }
};

HEAPLAB_FRAME_STACK(Misaligned)

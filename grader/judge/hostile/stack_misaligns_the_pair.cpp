// finding: misaligned
// about: the frame pointer is a multiple of 8
// says: top-0x18, which is 8 more than one
// trace: calls
#include "stack.hpp"

struct Misaligned : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    sp -= 8;
    const heaplab::Frame frame = Stack::call(return_address, bytes);
    if (frame.frame_pointer == nullptr) return frame;
    word(fp + 8) = fp + 16;
    return {static_cast<std::byte*>(frame.frame_pointer) + 8, frame.locals};
  }
};

HEAPLAB_FRAME_STACK(Misaligned)

// finding: overlap
// about: locals reach into the pair of their own frame
// says: top-0x20 … top lies over the pair of call 0
// trace: calls
#include "stack.hpp"

struct Overlapping : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    heaplab::Frame frame = Stack::call(return_address, bytes);
    if (bytes == 0 || frame.locals == nullptr) return frame;
    sp += 16;
    return {frame.frame_pointer, reinterpret_cast<void*>(sp)};
  }
};

HEAPLAB_FRAME_STACK(Overlapping)

// finding: wrong-chain
// about: writes the return address below the saved frame pointer
// says: 0x401000, then 0x0: they are the wrong way round
// trace: calls
#include "stack.hpp"

struct Swapped : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    const heaplab::Frame frame = Stack::call(return_address, bytes);
    if (frame.frame_pointer == nullptr) return frame;
    const std::uint64_t saved = word(fp);
    word(fp) = return_address;
    word(fp + 8) = saved;
    return frame;
  }
};

HEAPLAB_FRAME_STACK(Swapped)

// finding: none
// about: destroys the first frame when forty live, of which that trace has none
// trace: calls
#include "stack.hpp"

struct Late : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    if (++frames == 40) word(top - 16) = 1;
    return Stack::call(return_address, bytes);
  }
  std::uint64_t leave() {
    --frames;
    return Stack::leave();
  }
  int frames = 0;
};

HEAPLAB_FRAME_STACK(Late)

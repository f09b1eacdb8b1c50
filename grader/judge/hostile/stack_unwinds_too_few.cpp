// finding: walk-disagrees
// about: unwind() stops one frame early
// trace: calls
#include "stack.hpp"

struct TooFew : Stack {
  using Stack::Stack;
  void unwind(void* frame_pointer) {
    while (fp != address(frame_pointer) && word(fp) != address(frame_pointer))
      leave();
  }
};

HEAPLAB_FRAME_STACK(TooFew)

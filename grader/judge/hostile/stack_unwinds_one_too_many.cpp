// finding: walk-disagrees
// about: unwind() pops the frame that it was to stop at
// trace: calls
#include "stack.hpp"

struct TooMany : Stack {
  using Stack::Stack;
  void unwind(void* frame_pointer) {
    Stack::unwind(frame_pointer);
    leave();
  }
};

HEAPLAB_FRAME_STACK(TooMany)

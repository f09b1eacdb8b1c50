// finding: time-out
// about: walk() shows the newest frame without end
// trace: calls
#include "stack.hpp"

struct Endless : Stack {
  using Stack::Stack;
  void walk(heaplab::FrameVisitor& visitor) const {
    while (fp != 0) visitor.visit(reinterpret_cast<void*>(fp), word(fp + 8));
  }
};

HEAPLAB_FRAME_STACK(Endless)

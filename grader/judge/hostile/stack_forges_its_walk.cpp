// finding: walk-disagrees
// about: walk() shows the newest frame only
// says: it shows 1
// trace: calls
#include "stack.hpp"

struct Forged : Stack {
  using Stack::Stack;
  void walk(heaplab::FrameVisitor& visitor) const {
    if (fp != 0) visitor.visit(reinterpret_cast<void*>(fp), word(fp + 8));
  }
};

HEAPLAB_FRAME_STACK(Forged)

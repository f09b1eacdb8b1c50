// finding: none
// about: its first words of the stack are notes, which counts
// trace: calls
#include "stack.hpp"

struct Notes : Stack {
  explicit Notes(heaplab::StackRegion region) : Stack(region) {
    limit += 64;
    word(limit - 64) = top;
  }
};

HEAPLAB_FRAME_STACK(Notes)

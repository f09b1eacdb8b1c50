// finding: caller-frame-overwritten
// about: an allocation destroys the return address of the caller
// says: it became 0x666 during this operation
// trace: calls
#include "stack.hpp"

struct Overwriting : Stack {
  using Stack::Stack;
  void* allocate(std::size_t bytes) {
    if (fp != 0 && word(fp) != 0) word(word(fp) + 8) = 0x666;
    return Stack::allocate(bytes);
  }
};

HEAPLAB_FRAME_STACK(Overwriting)

// finding: overlap
// about: an allocation does not move the end of the stack
// says: top-0x
// trace: calls
#include "stack.hpp"

struct Overlapping : Stack {
  using Stack::Stack;
  void* allocate(std::size_t bytes) {
    const std::uint64_t before = sp;
    void* payload = Stack::allocate(bytes);
    sp = before;
    return payload;
  }
};

HEAPLAB_FRAME_STACK(Overlapping)

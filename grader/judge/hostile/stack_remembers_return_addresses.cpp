// finding: none
// about: leave() does not read the stack, which nobody can see
// trace: calls
#include "stack.hpp"

struct Remembering : Stack {
  using Stack::Stack;
  heaplab::Frame call(std::uint64_t return_address, std::size_t bytes) {
    const heaplab::Frame frame = Stack::call(return_address, bytes);
    if (frame.frame_pointer != nullptr) remembered = return_address;
    return frame;
  }
  std::uint64_t leave() {
    const std::uint64_t known = remembered;
    const std::uint64_t found = Stack::leave();
    remembered = fp != 0 ? word(fp + 8) : 0;
    return known != 0 ? known : found;
  }
  void unwind(void* frame_pointer) {
    Stack::unwind(frame_pointer);
    remembered = word(fp + 8);
  }
  std::uint64_t remembered = 0;
};

HEAPLAB_FRAME_STACK(Remembering)
